package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.change.GoDuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The limits of concurrent requests (operand specification, section 11.5). */
final class ConcurrentRequestLimits {

    private static final List<String> DIRECTIONS = List.of("read", "write");

    private ConcurrentRequestLimits() {}

    /** Why the limits are invalid; read limits are checked first. */
    static Optional<String> problem(JsonNode spec) {
        for (var direction : DIRECTIONS) {
            var limits = spec.path("requests").path(direction);
            for (var field : List.of("maxRunning", "maxInQueue")) {
                if (limits.path(field).asLong(0) < 0) {
                    return Optional.of(
                            "Requests."
                                    + capitalised(direction)
                                    + "."
                                    + capitalised(field)
                                    + " must be positive number");
                }
            }
        }
        return Optional.empty();
    }

    /** The variables of the directions with a limit. */
    static Map<String, String> of(JsonNode spec) {
        var variables = new LinkedHashMap<String, String>();
        for (var direction : DIRECTIONS) {
            var limits = spec.path("requests").path(direction);
            long running = limits.path("maxRunning").asLong(0);
            long inQueue = limits.path("maxInQueue").asLong(0);
            if (running != 0 || inQueue != 0) {
                var prefix =
                        "REGISTRY_OPENSHIFT_REQUESTS_" + direction.toUpperCase(Locale.ROOT) + "_";
                variables.put(prefix + "MAXRUNNING", Long.toString(running));
                variables.put(prefix + "MAXINQUEUE", Long.toString(inQueue));
                variables.put(prefix + "MAXWAITINQUEUE", maxWait(limits));
            }
        }
        return variables;
    }

    private static String maxWait(JsonNode limits) {
        return GoDuration.parse(limits.path("maxWaitInQueue").asText("0s"))
                .map(GoDuration::toString)
                .orElse("0s");
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
