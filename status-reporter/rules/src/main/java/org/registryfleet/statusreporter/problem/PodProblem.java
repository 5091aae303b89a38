package org.registryfleet.statusreporter.problem;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod is not ready. Reasons that a pod alternates between while it fails (pulling, running
 * for a moment) count as one, so that a failing pod is not news again and again.
 */
final class PodProblem {

    private static final Set<String> STARTING = Set.of("", "ContainerCreating", "PodInitializing");
    private static final Set<String> PULLS =
            Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName");
    private static final Set<String> PREPARATIONS =
            Set.of(
                    "FailedMount",
                    "FailedAttachVolume",
                    "FailedCreatePodSandBox",
                    "FailedPostStartHook");

    private PodProblem() {}

    static Optional<RegistryProblem> of(Observed pod, EventTexts events) {
        return unscheduled(pod)
                .or(() -> containers(pod).flatMap(one -> of(one, pod, events).stream()).findFirst())
                .or(() -> events.newest("Pod", pod.ref().name(), PREPARATIONS));
    }

    static boolean isReady(Observed pod) {
        return pod.status()
                .path("conditions")
                .valueStream()
                .anyMatch(
                        condition ->
                                text(condition, "type").equals("Ready")
                                        && text(condition, "status").equals("True"));
    }

    private static Optional<RegistryProblem> unscheduled(Observed pod) {
        return pod.status()
                .path("conditions")
                .valueStream()
                .filter(condition -> text(condition, "type").equals("PodScheduled"))
                .filter(condition -> text(condition, "status").equals("False"))
                .findFirst()
                .map(
                        condition ->
                                new RegistryProblem(
                                        "Unschedulable", "Pending: " + text(condition, "message")));
    }

    private static Stream<JsonNode> containers(Observed pod) {
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(field -> pod.status().path(field).valueStream())
                .filter(container -> !container.path("ready").asBoolean(false));
    }

    private static Optional<RegistryProblem> of(
            JsonNode container, Observed pod, EventTexts events) {
        var waiting = container.at("/state/waiting");
        var reason = text(waiting, "reason");
        if (PULLS.contains(reason)) {
            return Optional.of(pull(waiting, pod, events));
        }
        var ended = container.at("/lastState/terminated");
        if (ended.isObject() && ended.path("exitCode").asInt(0) != 0) {
            return Optional.of(crash(ended));
        }
        return STARTING.contains(reason)
                ? Optional.empty()
                : Optional.of(problem(reason, text(waiting, "message")));
    }

    /** The event names the registry's answer; the container alternates with "Back-off". */
    private static RegistryProblem pull(JsonNode waiting, Observed pod, EventTexts events) {
        var message =
                events.newest("Pod", pod.ref().name(), Set.of("Failed"))
                        .map(RegistryProblem::message)
                        .filter(text -> text.startsWith("Failed to pull"))
                        .orElseGet(() -> text(waiting, "message"));
        return problem("ImagePullBackOff", message);
    }

    private static RegistryProblem crash(JsonNode ended) {
        var more =
                text(ended, "message").isEmpty() ? text(ended, "reason") : text(ended, "message");
        return problem(
                "CrashLoopBackOff",
                "exit code %d%s"
                        .formatted(
                                ended.path("exitCode").asInt(0),
                                more.isEmpty() ? "" : ": " + more.strip()));
    }

    private static RegistryProblem problem(String reason, String message) {
        return new RegistryProblem(reason, message.isEmpty() ? reason : reason + ": " + message);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
