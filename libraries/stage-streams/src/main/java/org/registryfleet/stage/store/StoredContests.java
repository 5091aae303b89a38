package org.registryfleet.stage.store;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.ledger.Contested;
import org.registryfleet.stage.ledger.Contests;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Persisted form of {@link Contests}, as JSON. Times in epoch millis. */
record StoredContests(List<FieldLine> fields, List<CreationLine> creations) {

    /** One field. */
    record FieldLine(
            ObjectRef ref,
            boolean status,
            String field,
            Contested.Stand stand,
            String wanted,
            String found,
            String manager,
            String server,
            String action,
            List<Long> writes,
            int news,
            Contested.Expectation expects,
            @Nullable Long since) {

        private static FieldLine of(Slot slot, String field, Contested contested) {
            return new FieldLine(
                    slot.ref(),
                    slot.status(),
                    field,
                    contested.stand(),
                    contested.wanted(),
                    contested.found(),
                    contested.manager(),
                    contested.server(),
                    contested.action(),
                    millis(contested.writes()),
                    contested.news(),
                    contested.expects(),
                    contested.since() == null ? null : contested.since().toEpochMilli());
        }

        private Contested contested() {
            return new Contested(
                    stand,
                    wanted,
                    found,
                    manager,
                    server,
                    action,
                    instants(writes),
                    news,
                    expects,
                    ClusterStateSnapshot.instant(since));
        }
    }

    /** Recent creations of one object. */
    record CreationLine(ObjectRef ref, List<Long> times) {}

    /** Null when there is nothing to be stored. */
    static @Nullable StoredContests of(Contests contests) {
        if (contests.fields().isEmpty() && contests.creations().isEmpty()) {
            return null;
        }
        var fields = new ArrayList<FieldLine>();
        contests.fields()
                .forEach(
                        (slot, byField) ->
                                byField.forEach(
                                        (field, one) ->
                                                fields.add(FieldLine.of(slot, field, one))));
        var creations = new ArrayList<CreationLine>();
        contests.creations()
                .forEach(
                        (slot, times) ->
                                creations.add(new CreationLine(slot.ref(), millis(times))));
        return new StoredContests(fields, creations);
    }

    /** Restores the contests; earlier releases stored none. */
    static Contests read(@Nullable StoredContests stored) {
        return stored == null ? Contests.NONE : stored.contests();
    }

    private Contests contests() {
        var bySlot = new TreeMap<Slot, Map<String, Contested>>();
        for (var line : fields) {
            bySlot.computeIfAbsent(new Slot(line.ref(), line.status()), _ -> new TreeMap<>())
                    .put(line.field(), line.contested());
        }
        var times = new TreeMap<Slot, List<Instant>>();
        creations.forEach(line -> times.put(new Slot(line.ref(), false), instants(line.times())));
        return new Contests(bySlot, times);
    }

    private static List<Long> millis(List<Instant> times) {
        return times.stream().map(Instant::toEpochMilli).toList();
    }

    private static List<Instant> instants(List<Long> millis) {
        return millis.stream().map(Instant::ofEpochMilli).toList();
    }
}
