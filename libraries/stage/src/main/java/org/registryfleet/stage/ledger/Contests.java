package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.Observed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Recently written and contested fields, and recent object creations, of one ledger. Immutable.
 *
 * @param fields by slot and JSON pointer
 * @param creations creation times of a slot's object within {@link Contested#WINDOW}
 */
public record Contests(
        Map<Slot, Map<String, Contested>> fields, Map<Slot, List<Instant>> creations) {

    /** No contests and no recent writes. */
    public static final Contests NONE = new Contests(Map.of(), Map.of());

    /** Creations of one object within {@link Contested#WINDOW} that are not delayed. */
    static final int CREATIONS_AT_ONCE = 19;

    private static final Duration BETWEEN_CREATIONS = Duration.ofMinutes(1);

    /** Restores stored contests. */
    public Contests {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        creations = Collections.unmodifiableMap(new TreeMap<>(creations));
    }

    Map<String, Contested> of(Slot slot) {
        return fields.getOrDefault(slot, Map.of());
    }

    /** The contested fields, for users. */
    List<ContestedField> shown() {
        var shown = new ArrayList<ContestedField>();
        fields.forEach(
                (slot, byField) ->
                        byField.forEach(
                                (field, contested) -> {
                                    if (contested.isContested()) {
                                        shown.add(shown(slot, field, contested));
                                    }
                                }));
        return List.copyOf(shown);
    }

    private static ContestedField shown(Slot slot, String field, Contested contested) {
        var since = contested.since();
        var isOurs =
                contested.manager().isEmpty() && contested.stand() == Contested.Stand.REWRITTEN;
        return new ContestedField(
                slot.ref(),
                slot.status(),
                field,
                contested.stand(),
                contested.wanted(),
                contested.found(),
                isOurs ? Observed.FLEET : contested.manager(),
                since == null ? Instant.EPOCH : since);
    }

    /** Whether all differing fields are contested. */
    boolean holds(Slot slot, Change.Patch patch) {
        var known = of(slot);
        return !patch.fields().isEmpty()
                && patch.fields().stream()
                        .allMatch(
                                field -> {
                                    var contested = known.get(field.pointer());
                                    return contested != null
                                            && contested.isContested()
                                            && contested.isOf(field);
                                });
    }

    /** Records the fields of an issued write. */
    Contests issued(Slot slot, String action, Change change, Set<String> left) {
        if (!(change instanceof Change.Patch patch)) {
            return each(slot, contested -> contested.by(action));
        }
        var byField = new TreeMap<>(of(slot));
        for (var field : patch.fields()) {
            if (!left.contains(field.pointer())) {
                byField.merge(
                        field.pointer(),
                        Contested.written(field, action),
                        (known, fresh) -> known.isOf(field) ? known.by(action) : fresh);
            }
        }
        return with(slot, byField);
    }

    /** Records an answer to a write and which of its fields were not kept. */
    Contests answered(Slot slot, String action, Set<String> unkept, Instant now) {
        var byField = new TreeMap<>(of(slot));
        byField.replaceAll(
                (field, known) ->
                        known.action().equals(action)
                                ? known.answered(!unkept.contains(field), now)
                                : known);
        unkept.forEach(field -> byField.putIfAbsent(field, Contested.reported(action, now)));
        return with(slot, byField);
    }

    /** Replaces the contest of a field. */
    Contests found(Slot slot, String field, Contested contested) {
        var byField = new TreeMap<>(of(slot));
        byField.put(field, contested);
        return with(slot, byField);
    }

    /** Without fields that no longer differ. */
    Contests without(Slot slot, Collection<String> resolved) {
        var byField = new TreeMap<>(of(slot));
        return byField.keySet().removeAll(resolved) ? with(slot, byField) : this;
    }

    /** Records the creation of an object. */
    Contests created(Slot slot, Instant now) {
        var times = new ArrayList<>(creations.getOrDefault(slot, List.of()));
        times.add(now);
        var copy = new TreeMap<>(creations);
        var first = Math.max(0, times.size() - CREATIONS_AT_ONCE);
        copy.put(slot, List.copyOf(times.subList(first, times.size())));
        return new Contests(fields, copy);
    }

    /** When an object that keeps being deleted may be created again. */
    Instant creatableAt(Slot slot, Instant now) {
        var recent = recent(creations.getOrDefault(slot, List.of()), now);
        return recent.size() < CREATIONS_AT_ONCE
                ? Instant.MIN
                : recent.getLast().plus(BETWEEN_CREATIONS);
    }

    /** Without expired entries; actions in flight keep theirs. */
    Contests pruned(Function<Slot, @Nullable LedgerEntry> entries, Instant now) {
        if (fields.isEmpty() && creations.isEmpty()) {
            return this;
        }
        var kept = new TreeMap<Slot, Map<String, Contested>>();
        fields.forEach(
                (slot, byField) -> {
                    var rest = new TreeMap<>(byField);
                    var entry = entries.apply(slot);
                    rest.values()
                            .removeIf(
                                    one ->
                                            one.isVoid(now)
                                                    && (entry == null
                                                            || !entry.actionId()
                                                                    .equals(one.action())));
                    if (!rest.isEmpty()) {
                        kept.put(slot, rest.size() == byField.size() ? byField : rest);
                    }
                });
        var times = new TreeMap<Slot, List<Instant>>();
        creations.forEach(
                (slot, all) -> {
                    var recent = recent(all, now);
                    if (!recent.isEmpty()) {
                        times.put(slot, recent);
                    }
                });
        return kept.equals(fields) && times.equals(creations) ? this : new Contests(kept, times);
    }

    private Contests each(Slot slot, UnaryOperator<Contested> change) {
        if (!fields.containsKey(slot)) {
            return this;
        }
        var byField = new TreeMap<>(of(slot));
        byField.replaceAll((_, contested) -> change.apply(contested));
        return with(slot, byField);
    }

    private Contests with(Slot slot, Map<String, Contested> byField) {
        if (byField.equals(of(slot))) {
            return this;
        }
        var copy = new TreeMap<>(fields);
        if (byField.isEmpty()) {
            copy.remove(slot);
        } else {
            copy.put(slot, byField);
        }
        return new Contests(copy, creations);
    }

    private static List<Instant> recent(List<Instant> times, Instant now) {
        return times.stream().filter(time -> time.plus(Contested.WINDOW).isAfter(now)).toList();
    }
}
