package org.registryfleet.registrydeployer.verification;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Validates the Config. An error persists until the Config changes, and nothing is written
 * meanwhile.
 */
public final class ConfigVerification {

    private static final String PREFIX = "unable to complete resource: ";
    private static final String RESERVED_ROUTE = "default-route";

    private ConfigVerification() {}

    /** The error, with the wording of the reference operator; empty if the Config is valid. */
    public static Optional<String> problem(JsonNode configSpec) {
        if (configSpec.path("replicas").asInt(0) < 0) {
            return Optional.of(PREFIX + "replicas must be greater than or equal to 0");
        }
        return hasUniqueNames(configSpec.path("routes"))
                ? Optional.empty()
                : Optional.of(
                        PREFIX
                                + "duplication of names has been detected in the additional"
                                + " routes");
    }

    private static boolean hasUniqueNames(JsonNode routes) {
        var names = new HashSet<>(Set.of(RESERVED_ROUTE));
        for (var route : routes) {
            if (!names.add(route.path("name").asText(""))) {
                return false;
            }
        }
        return true;
    }
}
