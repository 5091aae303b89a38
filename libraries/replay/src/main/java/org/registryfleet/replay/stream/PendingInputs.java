package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Input records of a cluster that were read but not folded yet, by topic. */
final class PendingInputs {

    private final Map<String, Deque<InputRecord>> inputs = new TreeMap<>();
    private final Map<String, Long> condensed = new HashMap<>();
    private int size;

    void add(InputRecord input) {
        inputs.computeIfAbsent(input.topic(), _ -> new ArrayDeque<>()).add(input);
        size++;
    }

    /** Puts back records that precede everything pending. */
    void putBack(List<InputRecord> earlier) {
        for (var input : earlier.reversed()) {
            inputs.computeIfAbsent(input.topic(), _ -> new ArrayDeque<>()).addFirst(input);
            size++;
        }
    }

    int size() {
        return size;
    }

    /** Takes the records up to the given positions, in the order of each topic. */
    List<InputRecord> takeTo(List<Cause> places) {
        var taken = new ArrayList<InputRecord>();
        for (var place : places) {
            var queue = inputs.get(place.getTopic());
            while (queue != null
                    && !queue.isEmpty()
                    && queue.getFirst().offset() <= place.getOffset()) {
                taken.add(queue.removeFirst());
            }
        }
        size -= taken.size();
        return taken;
    }

    /**
     * Compacts the records up to the given positions to the last one of each subject. A step that
     * is based on fewer needs what was dropped, see {@link #leftOut}.
     */
    void condense(List<Cause> places) {
        putBack(lastWords(takeTo(places)));
        places.forEach(one -> condensed.merge(one.getTopic(), one.getOffset(), Math::max));
    }

    /** The ranges up to each position of which records were dropped that count there. */
    List<OffsetRange> leftOut(List<Cause> places) {
        var ranges = new ArrayList<OffsetRange>();
        for (var place : places) {
            long to = place.getOffset();
            if (condensed.getOrDefault(place.getTopic(), -1L) > to) {
                inputs.getOrDefault(place.getTopic(), new ArrayDeque<>()).stream()
                        .filter(input -> input.offset() > to && input.since() <= to)
                        .mapToLong(InputRecord::since)
                        .min()
                        .ifPresent(from -> ranges.add(range(place, from)));
            }
        }
        return ranges;
    }

    private static OffsetRange range(Cause place, long from) {
        return new OffsetRange(place.getTopic(), place.getPartition(), from, place.getOffset() + 1);
    }

    /** Takes back a range whose records were dropped and have been read again. */
    void restore(OffsetRange range, List<InputRecord> again) {
        var queue = inputs.getOrDefault(range.topic(), new ArrayDeque<>());
        var kept = new ArrayList<InputRecord>();
        queue.stream().filter(input -> input.offset() < range.from()).forEach(kept::add);
        kept.addAll(again);
        queue.stream()
                .filter(input -> input.offset() >= range.to())
                .map(input -> input.leavingOutFrom(range.to()))
                .forEach(kept::add);
        size += kept.size() - queue.size();
        inputs.put(range.topic(), new ArrayDeque<>(kept));
    }

    /** The last record of each subject, and all records that count by themselves, in order. */
    static List<InputRecord> lastWords(List<InputRecord> inputs) {
        if (inputs.size() < 2) {
            return inputs;
        }
        var latest = new HashMap<Object, Integer>();
        var left = new ArrayList<InputRecord>();
        for (var input : inputs.reversed()) {
            var subject = input.subject();
            var later = subject == null ? null : latest.putIfAbsent(subject, left.size());
            if (later == null) {
                left.add(input);
            } else {
                left.set(later, left.get(later).superseding(input));
            }
        }
        return left.reversed();
    }
}
