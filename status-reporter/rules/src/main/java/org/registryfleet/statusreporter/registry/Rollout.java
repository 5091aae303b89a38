package org.registryfleet.statusreporter.registry;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rollout state of the registry's Deployment, from its own status. */
public record Rollout(Observed deployment) {

    private static final String RELEASE = "release.openshift.io/version";

    public boolean isDeleting() {
        return deployment.isDeleting();
    }

    public int available() {
        return number("availableReplicas");
    }

    public int ready() {
        return number("readyReplicas");
    }

    public int replicas() {
        return number("replicas");
    }

    /** Whether the Deployment reports its rollout as complete; nothing else is considered. */
    public boolean isComplete() {
        return progress()
                .anyMatch(
                        condition ->
                                condition.path("status").asText("").equals("True")
                                        && condition
                                                .path("reason")
                                                .asText("")
                                                .equals("NewReplicaSetAvailable"));
    }

    /** The message of a rollout that timed out; only the first entry counts. */
    public Optional<String> timeout() {
        return progress()
                .findFirst()
                .filter(
                        condition ->
                                condition
                                        .path("reason")
                                        .asText("")
                                        .equals("ProgressDeadlineExceeded"))
                .map(condition -> condition.path("message").asText(""));
    }

    /** Whether every pod is of the newest generation and at least one is available. */
    public boolean isRolledOut() {
        return available() > 0
                && deployment.status().path("observedGeneration").asLong(0)
                        >= deployment.generation()
                && number("updatedReplicas") == replicas();
    }

    /** The release annotation of the Deployment; empty if there is none. */
    public String release() {
        return deployment.annotation(RELEASE).orElse("");
    }

    private Stream<JsonNode> progress() {
        return StreamSupport.stream(deployment.status().path("conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText("").equals("Progressing"));
    }

    private int number(String field) {
        return deployment.status().path(field).asInt(0);
    }
}
