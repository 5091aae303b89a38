package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.kubelet.Conditions.Statement;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoreEvent;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rolls out deployments: reports the new generation at once, makes the pods ready after a delay
 * when everything their volumes need is there, and gives up at the progress deadline. Can be held,
 * so that pods never become ready.
 */
final class DeploymentRollout implements Actor {
    private static final String UNDER_WAY = "ReplicaSetUpdated";
    private static final Set<String> NEEDED =
            Set.of("PersistentVolumeClaim", "Secret", "ConfigMap");

    private final KubeletObjects objects;
    private final Prerequisites prerequisites;
    private final DeploymentPods pods;
    private final Later later;
    private final Time time;
    private final Map<ObjectKey, Rollout> started = new HashMap<>();
    private boolean held;

    /** A rollout that is not finished; due when its delay is over. */
    private record Rollout(int generation, boolean due) {}

    DeploymentRollout(KubeletObjects objects, Later later, Time time) {
        this.objects = objects;
        this.prerequisites = new Prerequisites(objects);
        this.pods = new DeploymentPods(objects);
        this.later = later;
        this.time = time;
    }

    @Override
    public void see(StoreEvent event) {
        var key = event.after().key();
        var gone = event.change() == StoreEvent.Change.DELETED;
        if (key.type().kind().equals("Deployment")) {
            if (gone) {
                started.remove(key);
                pods.deleteAll(event.after().toNode());
            } else {
                takeUp(event);
                start(key);
            }
        } else if (!gone && NEEDED.contains(key.type().kind())) {
            finishAll(key.namespace());
        }
    }

    @Override
    public void lookAgain() {
        finishAll("");
    }

    void hold(boolean hold) {
        held = hold;
    }

    private void finishAll(String namespace) {
        objects.list("apps/v1", "Deployment", namespace).stream()
                .filter(deployment -> started.containsKey(deployment.key()))
                .forEach(deployment -> finish(deployment.key()));
    }

    /** A rollout that was under way when the cluster was stopped is known by its status only. */
    private void takeUp(StoreEvent event) {
        var deployment = event.after().toNode();
        var generation = Json.at(deployment, "metadata", "generation").asInt();
        if (event.change() == StoreEvent.Change.ADDED
                && Json.at(deployment, "status", "observedGeneration").asInt() == generation
                && Json.at(deployment, "status", "conditions")
                        .findValuesAsText("reason")
                        .contains(UNDER_WAY)) {
            started.put(event.after().key(), new Rollout(generation, true));
            finish(event.after().key());
        }
    }

    private void start(ObjectKey key) {
        objects.get(key)
                .ifPresent(
                        deployment -> {
                            var generation = Json.at(deployment, "metadata", "generation").asInt();
                            if (Json.at(deployment, "status", "observedGeneration").asInt()
                                    == generation) {
                                return;
                            }
                            started.put(key, new Rollout(generation, false));
                            objects.changeStatus(key, this::progressing);
                            later.afterRollout(() -> due(key, generation));
                            var deadline =
                                    Json.at(deployment, "spec", "progressDeadlineSeconds").asInt();
                            later.after(
                                    Duration.ofSeconds(deadline), () -> giveUp(key, generation));
                        });
    }

    private void due(ObjectKey key, int generation) {
        if (isStill(key, generation)) {
            started.put(key, new Rollout(generation, true));
            finish(key);
        }
    }

    private boolean isStill(ObjectKey key, int generation) {
        var rollout = started.get(key);
        return rollout != null && rollout.generation() == generation;
    }

    private void finish(ObjectKey key) {
        var rollout = started.get(key);
        if (held || rollout == null || !rollout.due()) {
            return;
        }
        objects.get(key)
                .filter(prerequisites::areMet)
                .ifPresent(
                        deployment -> {
                            started.remove(key);
                            pods.replace(deployment);
                            objects.changeStatus(key, this::complete);
                        });
    }

    private void giveUp(ObjectKey key, int generation) {
        if (isStill(key, generation)) {
            objects.changeStatus(key, this::exceeded);
        }
    }

    private ObjectNode progressing(ObjectNode deployment) {
        var status = Json.child(deployment, "status");
        var wanted = wanted(deployment);
        var running = pods.keptBy(deployment);
        var available = Math.min(wanted, running.available());
        status.set("observedGeneration", Json.at(deployment, "metadata", "generation"));
        counts(status, wanted, Math.min(wanted, running.updated()), available);
        state(
                status,
                new Statement(
                        "Progressing", true, UNDER_WAY, pods.set(deployment) + " is progressing."));
        available(status, available > 0 || wanted == 0);
        return deployment;
    }

    private ObjectNode complete(ObjectNode deployment) {
        var status = Json.child(deployment, "status");
        var wanted = wanted(deployment);
        counts(status, wanted, wanted, wanted);
        state(
                status,
                new Statement(
                        "Progressing",
                        true,
                        "NewReplicaSetAvailable",
                        pods.set(deployment) + " has successfully progressed."));
        available(status, true);
        return deployment;
    }

    private ObjectNode exceeded(ObjectNode deployment) {
        var message = pods.set(deployment) + " has timed out progressing.";
        state(
                Json.child(deployment, "status"),
                new Statement("Progressing", false, "ProgressDeadlineExceeded", message));
        return deployment;
    }

    private void available(ObjectNode status, boolean holds) {
        state(
                status,
                holds
                        ? new Statement(
                                "Available",
                                true,
                                "MinimumReplicasAvailable",
                                "Deployment has minimum availability.")
                        : new Statement(
                                "Available",
                                false,
                                "MinimumReplicasUnavailable",
                                "Deployment does not have minimum availability."));
    }

    private void state(ObjectNode status, Statement statement) {
        Conditions.set(status, statement, time.now());
    }

    /** Zero counts are left out, as the real server does. */
    private static void counts(ObjectNode status, int wanted, int updated, int available) {
        count(status, "replicas", wanted);
        count(status, "updatedReplicas", updated);
        count(status, "readyReplicas", available);
        count(status, "availableReplicas", available);
        count(status, "unavailableReplicas", wanted - available);
    }

    private static void count(ObjectNode status, String field, int number) {
        if (number == 0) {
            status.remove(field);
        } else {
            status.put(field, number);
        }
    }

    private static int wanted(ObjectNode deployment) {
        return Json.at(deployment, "spec", "replicas").asInt(1);
    }
}
