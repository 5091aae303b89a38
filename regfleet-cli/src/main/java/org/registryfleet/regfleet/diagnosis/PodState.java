package org.registryfleet.regfleet.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;

/** A pod that is not ready: why, and where to look. */
record PodState(String name, String problem, String nextStep) {

    private static final String NAMESPACE = " -n openshift-image-registry";

    static boolean isReady(JsonNode pod) {
        for (var condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    static PodState of(JsonNode pod) {
        var name = pod.at("/metadata/name").asText();
        var describe = "oc describe pod " + name + NAMESPACE;
        for (var container : pod.at("/status/containerStatuses")) {
            var waiting = container.at("/state/waiting/reason").asText("");
            if (waiting.equals("CrashLoopBackOff")) {
                return new PodState(
                        name, text(waiting, container), "oc logs --previous " + name + NAMESPACE);
            }
            if (!waiting.isEmpty()) {
                return new PodState(name, text(waiting, container), describe);
            }
        }
        for (var condition : pod.at("/status/conditions")) {
            var isScheduling = condition.path("type").asText().equals("PodScheduled");
            if (isScheduling && condition.path("status").asText().equals("False")) {
                return new PodState(
                        name, "not scheduled: " + condition.path("message").asText(), describe);
            }
        }
        var phase = pod.at("/status/phase").asText("Unknown");
        return new PodState(
                name,
                phase + ", but not ready",
                phase.equals("Running") ? "oc logs " + name + NAMESPACE : describe);
    }

    private static String text(String reason, JsonNode container) {
        var message = container.at("/state/waiting/message").asText("");
        return message.isEmpty() ? reason : reason + ": " + message;
    }
}
