package org.registryfleet.stage.store;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.runtime.ClusterState;
import org.registryfleet.stage.runtime.DecodedRecord;
import org.registryfleet.stage.runtime.EventMapper;
import org.registryfleet.stage.runtime.ResultStep;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/**
 * Persists each {@link ClusterState} in the Kafka Streams state store, under {@link StoreKeys}. An
 * input is stored as received together with the state snapshot after it, so a step is a single
 * atomic write: after a crash the loaded state is always one that was current after some step.
 */
public final class ClusterStateStore<R> {

    private static final long AT_ONCE = 0L;

    private final KeyValueStore<String, byte[]> store;
    private final StageDefinition<R> definition;
    private final EventMapper<R> eventMapper;
    private final Events events;
    private final Map<String, Position> positions = new HashMap<>();

    /**
     * A cluster's latest write.
     *
     * @param emptied the entry holds no input any more; it is deleted once the next write succeeded
     */
    private record Position(long number, String key, boolean emptied) {

        static final Position NONE = new Position(0, "", false);
    }

    /** A record that was folded in. */
    @SuppressWarnings("ArrayRecordComponent") // the record's value, unchanged
    public record Taken(String topic, Event event, byte @Nullable [] value) {}

    public ClusterStateStore(
            KeyValueStore<String, byte[]> store, StageDefinition<R> definition, Events events) {
        this.store = store;
        this.definition = definition;
        this.eventMapper = new EventMapper<>(definition);
        this.events = events;
    }

    public ClusterState<R> load(String cluster) {
        var contents = new StoreContents();
        for (var kind : List.of(StoreKeys.OBJECTS, StoreKeys.UPSTREAM, StoreKeys.STATE)) {
            scan(
                    StoreKeys.of(kind, cluster),
                    (key, value) -> contents.add(key, StepRecord.read(value)));
        }
        var newest = contents.newest();
        if (newest == null) {
            return ClusterState.of(cluster);
        }
        contents.leftovers().forEach(store::delete);
        positions.put(cluster, position(newest, contents.newestKey()));
        var state = ClusterStateSnapshot.read(newest.state());
        settleResult(cluster, state.result());
        return new ClusterState<>(
                fold(cluster, state, contents.inputs()),
                state.basis(),
                state.latest(),
                state.last());
    }

    /**
     * The timers of all clusters, in epoch milliseconds; due at once when a timer triggered the
     * last decision, as its output may be lost.
     *
     * @param release when an unregistered cluster is to be released
     */
    public Map<String, Long> timers(ToLongFunction<String> release) {
        var registered = new HashSet<String>();
        var newest = new TreeMap<String, StepRecord.Mark>();
        for (var kind : List.of(StoreKeys.OBJECTS, StoreKeys.UPSTREAM, StoreKeys.STATE)) {
            scan(
                    StoreKeys.all(kind),
                    (key, value) -> {
                        var mark = StepRecord.Mark.read(value);
                        newest.merge(StoreKeys.cluster(key), mark, StepRecord.Mark::later);
                        if (mark.hasInput() && StoreKeys.isRegistration(key)) {
                            registered.add(StoreKeys.cluster(key));
                        }
                    });
        }
        var timers = new TreeMap<String, Long>();
        newest.forEach(
                (cluster, mark) -> {
                    if (!registered.contains(cluster)) {
                        timers.put(cluster, release.applyAsLong(cluster));
                    } else if (mark.wakeAt() != StepRecord.NEVER) {
                        timers.put(cluster, mark.wakeAt());
                    }
                });
        return timers;
    }

    /**
     * Writes a step.
     *
     * @param taken null when a timer or a redelivery triggered it
     */
    public void save(String cluster, ClusterState<R> clusterState, @Nullable Taken taken) {
        var key = taken == null ? StoreKeys.state(cluster) : key(cluster, taken);
        var unlisted = taken == null ? Set.<String>of() : unlisted(cluster, clusterState, taken);
        var input = taken == null ? null : content(taken, unlisted);
        var state = ClusterStateSnapshot.of(clusterState);
        var last = position(cluster);
        var kept = new StepRecord(last.number() + 1, wakeAt(state), state.write(), input);
        store.put(key, kept.write());
        positions.put(cluster, position(kept, key));
        if (last.emptied() && !last.key().equals(key)) {
            store.delete(last.key());
        }
        unlisted.forEach(store::delete);
    }

    /**
     * Restores an input that a failed send kept from the store although a later step's state
     * reached it: the record is redelivered, and its entry is missing or older.
     *
     * @return whether the input had to be restored
     */
    public boolean restore(String cluster, ClusterState<R> clusterState, Cause cause, Taken taken) {
        var key = key(cluster, taken);
        if (StoreKeys.isOf(StoreKeys.STATE, key)) {
            return false;
        }
        var stored = store.get(key);
        if (clusterState.isRestored(key, cause, stored == null ? List.of() : basis(stored))
                || (stored == null && taken.event() instanceof Event.Gone)) {
            return false;
        }
        clusterState.restore(key, cause, taken.event());
        save(cluster, clusterState, taken);
        return true;
    }

    private static List<Cause> basis(byte[] stored) {
        return ClusterStateSnapshot.read(StepRecord.read(stored).state()).basis();
    }

    /** Keys of the objects that the list completed by this record did not contain. */
    private Set<String> unlisted(String cluster, ClusterState<R> clusterState, Taken taken) {
        if (!(taken.event() instanceof Event.Synced)) {
            return Set.of();
        }
        var objects = clusterState.fold().view().objects();
        var unlisted = new TreeSet<String>();
        scan(
                StoreKeys.of(StoreKeys.OBJECTS, cluster),
                (key, _) -> {
                    if (!objects.contains(StoreKeys.object(key))) {
                        unlisted.add(key);
                    }
                });
        return unlisted;
    }

    /** The result published last; null when there is none. */
    public byte @Nullable [] result(String cluster) {
        var stored = store.get(StoreKeys.results(cluster));
        return stored == null ? null : ResultHistory.read(stored).at(position(cluster).number());
    }

    /** The step that published the stored result. */
    public ResultStep resultStep(String cluster) {
        return resultStep(result(cluster));
    }

    private ResultStep resultStep(byte @Nullable [] result) {
        return result == null ? ResultStep.NONE : ResultStep.of(events.decode(result));
    }

    /**
     * Goes back to the result that the loaded state knows: a crash may have kept a later one of
     * which the step was lost.
     */
    private void settleResult(String cluster, @Nullable ResultStep known) {
        var stored = store.get(StoreKeys.results(cluster));
        if (stored == null || known == null) {
            return;
        }
        var results = ResultHistory.read(stored);
        if (known.equals(resultStep(results.latest()))) {
            return;
        }
        var reached = position(cluster).number();
        var last =
                known.equals(resultStep(results.earlier()))
                        ? results.earlier()
                        : results.at(reached);
        if (last == null) {
            store.delete(StoreKeys.results(cluster));
        } else {
            store.put(StoreKeys.results(cluster), new ResultHistory(reached, last, null).write());
        }
    }

    /** Stores the result of the step in progress. */
    public void saveResult(String cluster, byte[] value) {
        var results = new ResultHistory(position(cluster).number() + 1, value, result(cluster));
        store.put(StoreKeys.results(cluster), results.write());
    }

    /**
     * Deletes all entries of a cluster; the results last, so that an interrupted release is
     * noticed.
     */
    public void release(String cluster) {
        var keys = new ArrayList<String>();
        for (var kind : List.of(StoreKeys.OBJECTS, StoreKeys.UPSTREAM, StoreKeys.STATE)) {
            scan(StoreKeys.of(kind, cluster), (key, _) -> keys.add(key));
        }
        keys.add(StoreKeys.results(cluster));
        keys.forEach(store::delete);
        positions.remove(cluster);
    }

    private Fold<R> fold(String cluster, ClusterStateSnapshot state, Map<String, byte[]> inputs) {
        var objects = new ArrayList<Observed>();
        var listed = new HashSet<ObjectRef>();
        var upstream = new ArrayList<Event>();
        inputs.forEach(
                (key, value) -> {
                    switch (event(key, cluster, value).orElse(null)) {
                        case Event.Seen seen -> {
                            objects.add(seen.object());
                            if (seen.session().equals(state.session())) {
                                listed.add(seen.object().ref());
                            }
                        }
                        case Event.Found found -> objects.add(found.object());
                        case null -> {}
                        case Event other -> upstream.add(other);
                    }
                });
        var view = state.onto(View.<R>of(cluster)).withObjects(Snapshot.of(objects));
        var shown = state.complete() ? Set.<ObjectRef>of() : listed;
        var fold = new Fold<>(view.withPrevious(previous(cluster)), state.session(), shown);
        for (var event : upstream) {
            fold = fold.evolve(event, Instant.EPOCH);
        }
        return fold;
    }

    private @Nullable R previous(String cluster) {
        var result = result(cluster);
        return result == null ? null : definition.codec().decode(events.decode(result));
    }

    /** Decodes a stored record; its partition and offset do not matter any more. */
    private Optional<Event> event(String key, String cluster, byte[] value) {
        var topic =
                StoreKeys.isOf(StoreKeys.UPSTREAM, key)
                        ? StoreKeys.topic(key)
                        : Topics.OBSERVATIONS;
        return eventMapper.read(DecodedRecord.of(events, new Cause(topic, 0, 0L), cluster, value));
    }

    private Position position(String cluster) {
        return positions.getOrDefault(cluster, Position.NONE);
    }

    private static Position position(StepRecord kept, String key) {
        return new Position(
                kept.number(), key, kept.input() == null && !StoreKeys.isOf(StoreKeys.STATE, key));
    }

    private static long wakeAt(ClusterStateSnapshot state) {
        var wakeAt = state.afterAlarm() ? Long.valueOf(AT_ONCE) : state.wakeAt();
        return wakeAt == null ? StepRecord.NEVER : wakeAt;
    }

    private static String key(String cluster, Taken taken) {
        return switch (taken.event()) {
            case Event.Seen seen -> StoreKeys.object(cluster, seen.object().ref());
            case Event.Found found -> StoreKeys.object(cluster, found.object().ref());
            case Event.Gone gone -> StoreKeys.object(cluster, gone.ref());
            case Event.Resulted _, Event.Registered _ -> StoreKeys.upstream(cluster, taken.topic());
            case Event.Synced _,
                    Event.Begun _,
                    Event.Resumed _,
                    Event.Restored _,
                    Event.TooLarge _,
                    Event.ContactChanged _,
                    Event.Answered _ ->
                    StoreKeys.state(cluster);
        };
    }

    private static byte @Nullable [] content(Taken taken, Set<String> unlisted) {
        return switch (taken.event()) {
            case Event.Seen _, Event.Found _, Event.Resulted _, Event.Registered _ -> taken.value();
            case Event.Gone _,
                    Event.Begun _,
                    Event.Resumed _,
                    Event.Restored _,
                    Event.TooLarge _,
                    Event.ContactChanged _,
                    Event.Answered _ ->
                    null;
            case Event.Synced _ -> StoreContents.dropping(unlisted);
        };
    }

    private void scan(String prefix, BiConsumer<String, byte[]> visitor) {
        try (var entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> visitor.accept(entry.key, entry.value));
        }
    }
}
