package org.registryfleet.stage.stream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Keeps each cluster's memory in the state store. Inputs are stored as they came from the log; the
 * rest is a small JSON record a cluster.
 *
 * <pre>
 *  o\0cluster\0object   the last observation of an object, or the outcome that showed it
 *  u\0cluster\0topic    the last result of an earlier stage, or the registration
 *  r\0cluster           the result published last
 *  s\0cluster           session, ledger, basis, alarm
 * </pre>
 */
final class MemoryStore<R> {

    private static final char SEPARATOR = '\0';
    private static final Long AT_ONCE = 0L;

    private final KeyValueStore<String, byte[]> store;
    private final StageDefinition<R> definition;
    private final Inbound<R> inbound;
    private final Events events;

    MemoryStore(KeyValueStore<String, byte[]> store, StageDefinition<R> definition, Events events) {
        this.store = store;
        this.definition = definition;
        this.inbound = new Inbound<>(definition);
        this.events = events;
    }

    ClusterMemory<R> load(String cluster) {
        var stored = store.get(key("s", cluster));
        if (stored == null) {
            return ClusterMemory.of(cluster);
        }
        var state = StoredState.read(stored);
        var objects = new ArrayList<Observed>();
        var listed = new HashSet<ObjectRef>();
        scan(
                key("o", cluster),
                (_, value) -> {
                    switch (event(Topics.OBSERVATIONS, cluster, value).orElse(null)) {
                        case Event.Seen seen -> {
                            objects.add(seen.object());
                            if (seen.session().equals(state.session())) {
                                listed.add(seen.object().ref());
                            }
                        }
                        case Event.Found found -> objects.add(found.object());
                        case null, default -> {}
                    }
                });
        var view = state.onto(View.<R>of(cluster)).withObjects(Snapshot.of(objects));
        var fold = new Fold<>(view, state.session(), state.complete() ? Set.of() : listed);
        return new ClusterMemory<>(
                withUpstream(cluster, fold),
                state.basis(),
                StoredState.instant(state.wakeAt()),
                state.afterAlarm(),
                state.steps());
    }

    private Fold<R> withUpstream(String cluster, Fold<R> fold) {
        var result = store.get(key("r", cluster));
        var previous = result == null ? null : definition.codec().decode(events.decode(result));
        var folded = new ArrayList<Event>();
        scan(
                key("u", cluster),
                (key, value) -> event(topicOf(key), cluster, value).ifPresent(folded::add));
        var restored = fold.with(fold.view().withPrevious(previous));
        for (var event : folded) {
            restored = restored.evolve(event, Instant.EPOCH);
        }
        return restored;
    }

    /**
     * Every cluster with an alarm, and when it rings, in milliseconds: at once when it just did.
     */
    Map<String, Long> alarms() {
        var alarms = new TreeMap<String, Long>();
        scan(
                "s" + SEPARATOR,
                (key, value) -> {
                    var state = StoredState.read(value);
                    var wakeAt = state.afterAlarm() ? AT_ONCE : state.wakeAt();
                    if (wakeAt != null) {
                        alarms.put(key.substring(2, key.length() - 1), wakeAt);
                    }
                });
        return alarms;
    }

    void saveInput(String cluster, String topic, Event event, byte[] value) {
        switch (event) {
            case Event.Seen seen -> store.put(objectKey(cluster, seen.object().ref()), value);
            case Event.Found found -> store.put(objectKey(cluster, found.object().ref()), value);
            case Event.Gone gone -> store.delete(objectKey(cluster, gone.ref()));
            case Event.Resulted _ -> store.put(key("u", cluster) + topic, value);
            case Event.Registered registered -> {
                if (registered.registration() == null) {
                    store.delete(key("u", cluster) + topic);
                } else {
                    store.put(key("u", cluster) + topic, value);
                }
            }
            case Event.Synced _, Event.Resumed _, Event.ContactChanged _, Event.Answered _ -> {}
        }
    }

    /** Objects that a finished listing did not show are forgotten. */
    void dropUnlisted(String cluster, ClusterMemory<R> memory) {
        var gone = new HashSet<String>();
        scan(
                key("o", cluster),
                (key, value) -> {
                    var object = object(events.decode(value));
                    if (object == null
                            || !memory.fold().view().objects().contains(Inbound.ref(object))) {
                        gone.add(key);
                    }
                });
        gone.forEach(store::delete);
    }

    /** What a kept record says; where in the topic it lay does not matter any more. */
    private Optional<Event> event(String topic, String cluster, byte[] value) {
        return inbound.read(Reading.of(events, new Cause(topic, 0, 0L), cluster, value));
    }

    private static @Nullable ObjectKey object(SpecificRecord record) {
        return record instanceof Outcome outcome
                ? outcome.getObject()
                : ((Observation) record).getObject();
    }

    void saveState(String cluster, ClusterMemory<R> memory) {
        store.put(key("s", cluster), StoredState.of(memory).write());
    }

    byte @Nullable [] result(String cluster) {
        return store.get(key("r", cluster));
    }

    void saveResult(String cluster, byte[] value) {
        store.put(key("r", cluster), value);
    }

    private void scan(String prefix, BiConsumer<String, byte[]> visitor) {
        try (var entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> visitor.accept(entry.key, entry.value));
        }
    }

    private static String key(String kind, String cluster) {
        return kind + SEPARATOR + cluster + SEPARATOR;
    }

    private static String topicOf(String key) {
        return key.substring(key.lastIndexOf(SEPARATOR) + 1);
    }

    private static String objectKey(String cluster, ObjectRef ref) {
        return String.join(
                String.valueOf(SEPARATOR),
                "o",
                cluster,
                ref.kind(),
                ref.apiVersion(),
                ref.namespace(),
                ref.name());
    }
}
