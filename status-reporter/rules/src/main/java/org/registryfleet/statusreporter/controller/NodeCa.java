package org.registryfleet.statusreporter.controller;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/**
 * The DaemonSet node-ca, and how far its pods are. Only a change of its own spec is progress: nodes
 * that come and go while a cluster grows or is updated are not (docs/better-than-the-reference.md).
 *
 * @param rolledOut the generation that was last seen on every node; 0 for none
 */
public record NodeCa(Optional<Observed> daemonSet, long rolledOut) {

    /** Type of the condition. */
    static final String PROGRESSING = "NodeCADaemonProgressing";

    boolean isMissing() {
        return daemonSet.isEmpty();
    }

    boolean isUpdating() {
        return !isComplete() && (rolledOut == 0 || generation() != rolledOut);
    }

    /**
     * The generation that a Config's status says was on every node: the last one applied, while its
     * condition said that nothing was under way. 0 for none.
     */
    public static long rolledOut(JsonNode status) {
        boolean isDeployed =
                status.path("conditions")
                        .valueStream()
                        .anyMatch(
                                condition ->
                                        condition.path("type").asText().equals(PROGRESSING)
                                                && condition
                                                        .path("status")
                                                        .asText()
                                                        .equals("False"));
        return isDeployed
                ? status.path("generations")
                        .valueStream()
                        .filter(entry -> entry.path("resource").asText().equals("daemonsets"))
                        .filter(entry -> entry.path("name").asText().equals("node-ca"))
                        .mapToLong(entry -> entry.path("lastGeneration").asLong(0))
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    /** Where no controller has written a status there is nothing to wait for. */
    private boolean isComplete() {
        int observed = number("observedGeneration");
        return number("updatedNumberScheduled") >= number("desiredNumberScheduled")
                && number("numberMisscheduled") == 0
                && (observed == 0 || observed >= generation());
    }

    int number(String field) {
        return daemonSet.map(set -> set.status().path(field).asInt(0)).orElse(0);
    }

    private long generation() {
        return daemonSet.map(Observed::generation).orElse(0L);
    }
}
