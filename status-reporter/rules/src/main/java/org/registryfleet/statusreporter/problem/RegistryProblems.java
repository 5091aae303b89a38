package org.registryfleet.statusreporter.problem;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All problems of a cluster, the one that the others follow from first.
 *
 * @param nextStep when they change by the passing of time alone; empty for never
 */
public record RegistryProblems(List<RegistryProblem> problems, Optional<Instant> nextStep) {

    private static final String NAMESPACE = "openshift-image-registry";
    private static final String OWN_CLAIM = "image-registry-storage";
    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", NAMESPACE, "image-registry");

    public RegistryProblems {
        problems = List.copyOf(problems);
    }

    public static RegistryProblems of(
            Snapshot objects, Observed config, boolean isManaged, Instant now) {
        var problems = new ArrayList<RegistryProblem>();
        if (isManaged) {
            problems.addAll(ofRegistry(objects, config));
        }
        var pruner = LongPruning.of(objects, now);
        pruner.problem().ifPresent(problems::add);
        return new RegistryProblems(problems, pruner.nextStep());
    }

    private static List<RegistryProblem> ofRegistry(Snapshot objects, Observed config) {
        var events = new EventTexts(objects);
        var claim = claim(objects, config, events);
        var pods = pods(objects, events);
        // a claim that waits for a pod leaves it to the pod to say why
        boolean isPodFirst =
                claim.filter(one -> one.message().contains("first consumer")).isPresent();
        var problems = new ArrayList<RegistryProblem>();
        claim.ifPresent(problems::add);
        pods.ifPresent(one -> problems.add(isPodFirst ? 0 : problems.size(), one));
        return problems;
    }

    private static Optional<RegistryProblem> claim(
            Snapshot objects, Observed config, EventTexts events) {
        var storage = config.spec().path("storage").path("pvc");
        if (!storage.isObject()) {
            return Optional.empty();
        }
        var written = storage.path("claim").asText("");
        var name = written.isEmpty() ? OWN_CLAIM : written;
        return objects.find(new ObjectRef("v1", "PersistentVolumeClaim", NAMESPACE, name))
                .map(claim -> claim.status().path("phase").asText(""))
                .filter(phase -> phase.equals("Pending") || phase.equals("Lost"))
                .map(phase -> claim(name, phase, events));
    }

    private static RegistryProblem claim(String name, String phase, EventTexts events) {
        var why =
                events.newest("PersistentVolumeClaim", name, Set.of())
                        .map(event -> ": " + event.message())
                        .orElse("");
        return new RegistryProblem("Claim" + phase, "claim %s%s (%s)".formatted(phase, why, name));
    }

    private static Optional<RegistryProblem> pods(Snapshot objects, EventTexts events) {
        return objects.find(DEPLOYMENT)
                .filter(deployment -> !deployment.isDeleting())
                .filter(deployment -> ready(deployment) < wanted(deployment))
                .flatMap(
                        deployment ->
                                why(objects, events)
                                        .map(
                                                problem ->
                                                        new RegistryProblem(
                                                                problem.reason(),
                                                                "%d of %d pods ready: %s"
                                                                        .formatted(
                                                                                ready(deployment),
                                                                                wanted(deployment),
                                                                                problem
                                                                                        .message()))));
    }

    private static Optional<RegistryProblem> why(Snapshot objects, EventTexts events) {
        var pods =
                objects.ofKind("Pod")
                        .filter(pod -> pod.ref().namespace().equals(NAMESPACE))
                        .filter(pod -> pod.label("docker-registry").isPresent())
                        .filter(pod -> !pod.isDeleting())
                        .toList();
        return pods.stream()
                .filter(pod -> !PodProblem.isReady(pod))
                .flatMap(pod -> PodProblem.of(pod, events).stream())
                .findFirst()
                .or(() -> pods.isEmpty() ? notCreated(objects, events) : Optional.empty());
    }

    /** A quota or a security policy keeps the ReplicaSet from making its pods. */
    private static Optional<RegistryProblem> notCreated(Snapshot objects, EventTexts events) {
        return objects.ofKind("Event")
                .map(event -> event.at("/involvedObject/name").asText(""))
                .filter(name -> name.startsWith(DEPLOYMENT.name() + "-"))
                .flatMap(name -> events.newest("ReplicaSet", name, Set.of("FailedCreate")).stream())
                .findFirst();
    }

    private static int ready(Observed deployment) {
        return deployment.status().path("readyReplicas").asInt(0);
    }

    private static int wanted(Observed deployment) {
        return deployment.spec().path("replicas").asInt(1);
    }
}
