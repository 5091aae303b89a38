package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.decision.View;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An upgrade of a whole cluster, as its ClusterVersion tells.
 *
 * @param since when it began
 */
record ClusterUpgrade(String version, Instant since) {

    /** The upgrade that explains what happens to the registry; empty after the hold is over. */
    static Optional<ClusterUpgrade> of(View<?> view, Duration hold, Instant now) {
        return view.find(ReportedObjects.CLUSTER_VERSION)
                .flatMap(
                        version ->
                                version.status()
                                        .path("conditions")
                                        .valueStream()
                                        .filter(ClusterUpgrade::isProgressing)
                                        .flatMap(condition -> since(condition).stream())
                                        .findFirst()
                                        .map(
                                                since ->
                                                        new ClusterUpgrade(
                                                                version.at(
                                                                                "/status/desired/version")
                                                                        .asText(""),
                                                                since)))
                .filter(upgrade -> now.isBefore(upgrade.since().plus(hold)));
    }

    private static boolean isProgressing(JsonNode condition) {
        return condition.path("type").asText("").equals("Progressing")
                && condition.path("status").asText("").equals("True");
    }

    private static Optional<Instant> since(JsonNode condition) {
        try {
            return Optional.of(Instant.parse(condition.path("lastTransitionTime").asText("")));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
