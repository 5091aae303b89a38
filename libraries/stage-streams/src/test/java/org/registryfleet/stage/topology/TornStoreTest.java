package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.store.ClusterStateSnapshot;
import org.registryfleet.stage.store.ClusterStateStore;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Wherever a crash cuts the writes to the store off, what is loaded is what was after a step. */
class TornStoreTest {

    private static final Events EVENTS = Events.singleObject();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Consumer<KeyValueStore<String, byte[]>>> writes = new ArrayList<>();
    private final List<String> afterSteps = new ArrayList<>();
    private final List<Integer> writesOfStep = new ArrayList<>();
    private final KeyValueStore<String, byte[]> store = SmallStage.store();
    private final MockProcessorContext<String, OutgoingRecord> context =
            new MockProcessorContext<>();
    private final StageProcessor<SmallStage.Keeps> processor =
            new StageProcessor<>(SmallStage.DEFINITION, EVENTS, _ -> NOW, StageMetrics.SILENT);
    private long offset;

    @BeforeEach
    void begin() {
        context.setCurrentSystemTimeMs(NOW.toEpochMilli());
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(recording());
        processor.init(context);
        afterSteps.add(loaded(store));
        writesOfStep.add(0);
    }

    @Test
    void nothingIsEverBetweenTwoSteps() {
        tell();

        var torn = SmallStage.store();
        torn.init(context.getStateStoreContext(), torn);
        int step = 0;
        for (int cut = 0; cut <= writes.size(); cut++) {
            if (cut > 0) {
                writes.get(cut - 1).accept(torn);
            }
            while (step + 1 < writesOfStep.size() && writesOfStep.get(step + 1) <= cut) {
                step++;
            }
            assertThat(loaded(copyOf(torn)))
                    .as("after write %d of %d, in step %d", cut, writes.size(), step + 1)
                    .isIn(afterSteps.subList(step, Math.min(step + 2, afterSteps.size())));
        }
        assertThat(writes).hasSizeGreaterThan(20);
        assertThat(afterSteps).hasSizeGreaterThan(14);
    }

    /**
     * Listing, changes, an action's outcome, a new listing without an object, the cluster's end.
     */
    private void tell() {
        take(Topics.CLUSTERS, registration());
        take(Topics.OBSERVATIONS, seen("1", "a", "1"));
        take(Topics.OBSERVATIONS, seen("1", "b", "2"));
        take(Topics.OBSERVATIONS, observation("1", ObservationType.SYNCED).build());
        take(Topics.OBSERVATIONS, gone("1", "a"));
        take(Topics.OBSERVATIONS, seen("1", "b", "3"));
        take(Topics.OBSERVATIONS, gone("1", "b"));
        take(Topics.CLUSTERS, registration());
        take(Topics.OBSERVATIONS, seen("1", "a", "4"));
        take(Topics.STORAGE_OUTCOMES, outcome());
        take(Topics.OBSERVATIONS, seen("1", "b", "5"));
        take(Topics.OBSERVATIONS, seen("1", "c", "6"));
        take(Topics.OBSERVATIONS, seen("2", "a", "7"));
        take(Topics.OBSERVATIONS, observation("2", ObservationType.SYNCED).build());
        take(Topics.OBSERVATIONS, seen("2", "d", "8"));
        take(Topics.OBSERVATIONS, observation("3", ObservationType.SYNCED).build());
        take(Topics.CLUSTERS, null);
        take(Topics.OBSERVATIONS, seen("3", "a", "9"));
    }

    private void take(String topic, @Nullable SpecificRecord event) {
        context.setRecordMetadata(topic, 0, offset++);
        var value = event == null ? null : EVENTS.encode(event);
        processor.process(new Record<>("c1", value, NOW.toEpochMilli()));
        afterSteps.add(loaded(copyOf(store)));
        writesOfStep.add(writes.size());
    }

    private KeyValueStore<String, byte[]> copyOf(KeyValueStore<String, byte[]> original) {
        var copy = SmallStage.store();
        copy.init(context.getStateStoreContext(), copy);
        try (var all = original.all()) {
            all.forEachRemaining(entry -> copy.put(entry.key, entry.value));
        }
        return copy;
    }

    /** All that a process would know of the cluster that was started with the store. */
    private static String loaded(KeyValueStore<String, byte[]> store) {
        var state = new ClusterStateStore<>(store, SmallStage.DEFINITION, EVENTS).load("c1");
        var view = state.fold().view();
        return "%s %s %s %s %s %s"
                .formatted(
                        new String(ClusterStateSnapshot.of(state).write()),
                        view.objects().all(),
                        view.registration(),
                        view.upstream(),
                        view.previous(),
                        state.fold().listed());
    }

    @SuppressWarnings("unchecked")
    private KeyValueStore<String, byte[]> recording() {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    if (method.getName().equals("put") || method.getName().equals("delete")) {
                        var value = method.getName().equals("put") ? (byte[]) arguments[1] : null;
                        writes.add(target -> target.put((String) arguments[0], value));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                };
        return (KeyValueStore<String, byte[]>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, handler);
    }

    private static SpecificRecord registration() {
        return ClusterRegistration.newBuilder()
                .setCluster("c1")
                .setCredential("kubeconfig:c1")
                .build();
    }

    private static SpecificRecord seen(String session, String name, String version) {
        return observation(session, ObservationType.MODIFIED)
                .setObject(object(name))
                .setUid("uid-" + name)
                .setResourceVersion(version)
                .setContent("{\"metadata\":{\"name\":\"%s\"}}".formatted(name))
                .build();
    }

    private static SpecificRecord gone(String session, String name) {
        return observation(session, ObservationType.DELETED).setObject(object(name)).build();
    }

    private static SpecificRecord outcome() {
        return Outcome.newBuilder()
                .setCluster("c1")
                .setAction("unknown")
                .setStage("storage")
                .setReason("")
                .setObject(object("x"))
                .setResult(OutcomeResult.DONE)
                .setUid("uid-x")
                .setFound("{\"metadata\":{\"name\":\"x\"}}")
                .setFinishedAt(NOW)
                .setCause(new Cause(Topics.STORAGE_ACTIONS, 0, 0L))
                .build();
    }

    private static ObjectKey object(String name) {
        return new ObjectKey("v1", "ConfigMap", "ns", name);
    }

    private static Observation.Builder observation(String session, ObservationType type) {
        return Observation.newBuilder()
                .setCluster("c1")
                .setSession(session)
                .setSequence(0)
                .setType(type)
                .setObservedAt(NOW);
    }
}
