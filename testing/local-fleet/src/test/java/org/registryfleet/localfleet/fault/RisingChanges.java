package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.server.Verb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * A cluster whose administrator raises a number in the Config again and again, and what became of
 * it in the Deployment: every version that its API server has ever had.
 */
final class RisingChanges {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AHEAD = 5;
    private static final int LAST = 1_000_000;
    private static final String VARIABLE = "REGISTRY_OPENSHIFT_REQUESTS_READ_MAXRUNNING";

    private final FaultLab lab;
    private final SimulatedCluster cluster;
    private final List<Integer> effects = new CopyOnWriteArrayList<>();
    private long generation;
    private int number;

    private RisingChanges(FaultLab lab, SimulatedCluster cluster) {
        this.lab = lab;
        this.cluster = cluster;
        cluster.follow("apps/v1", "Deployment", event -> saw(event.after().toNode()));
    }

    /** The cluster enters the fleet and comes to rest. */
    static RisingChanges enter(FaultLab lab, String id) {
        var changes = new RisingChanges(lab, lab.cluster(id, DemoPlatform.OVIRT));
        lab.register(id);
        await(id).atMost(PATIENCE).until(() -> lab.isSettled(id, "Available"));
        return changes;
    }

    String cluster() {
        return cluster.id();
    }

    /** Changes until there were so many. */
    void upTo(int count) {
        until(() -> number >= count);
    }

    void more(int count) {
        upTo(number + count);
    }

    /** Changes while nobody can follow. */
    void ahead(int count) {
        for (int i = 0; i < count; i++) {
            change(number + 1);
        }
    }

    void during(Duration time) {
        var end = Instant.now().plus(time);
        until(() -> Instant.now().isAfter(end));
    }

    /** Changes until then, some ahead of the fleet. */
    void until(BooleanSupplier then) {
        while (!then.getAsBoolean()) {
            change(number + 1);
            await(cluster.id())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> last() >= number - AHEAD || then.getAsBoolean());
        }
    }

    /** The last change has taken effect, and the fleet is at rest. */
    void awaitAll() {
        change(LAST);
        await(cluster.id()).atMost(PATIENCE).until(() -> last() == LAST);
        await(cluster.id())
                .atMost(PATIENCE)
                .during(Duration.ofSeconds(2))
                .until(() -> lab.isSettled(cluster.id(), "Available"));
    }

    /** What was written once is not written again, and nothing old comes after something new. */
    void assertThatEachTookEffectAtMostOnce() {
        assertThat(effects).as(cluster.id()).doesNotHaveDuplicates().isSorted().endsWith(LAST);
    }

    Map<String, Long> created() {
        return ObservedClusterState.created(cluster);
    }

    Map<String, Long> deleted() {
        return ObservedClusterState.deleted(cluster);
    }

    Map<String, String> state() {
        return ObservedClusterState.of(cluster);
    }

    void report() {
        System.out.printf(
                "%s: %d changes, %d effects, %d patches, 0 lost, 0 twice%n",
                cluster.id(), number, effects.size(), cluster.requests().count(Verb.PATCH));
    }

    private void change(int next) {
        if (next != LAST) {
            number = next;
        }
        FaultLab.edit(cluster, "{'requests':{'read':{'maxRunning':%d}}}".formatted(next));
    }

    private int last() {
        return effects.isEmpty() ? 0 : effects.getLast();
    }

    /** Called inside each write: a new generation is a write of the spec. */
    private void saw(JsonNode deployment) {
        long now = deployment.at("/metadata/generation").asLong();
        if (now != generation) {
            generation = now;
            number(deployment).ifPresent(effects::add);
        }
    }

    private static java.util.OptionalInt number(JsonNode deployment) {
        for (var variable : deployment.at("/spec/template/spec/containers/0/env")) {
            if (variable.path("name").asText().equals(VARIABLE)) {
                return java.util.OptionalInt.of(variable.path("value").asInt());
            }
        }
        return java.util.OptionalInt.empty();
    }
}
