package org.registryfleet.audit.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Tracks listed records that were not found in their place. The first ones are kept individually,
 * because they may turn up elsewhere in the file; the rest are kept as offset ranges only.
 */
final class MissingRecords {

    private static final int KEPT = 10_000;

    private final TreeMap<Long, Long> offsets = new TreeMap<>();
    private final List<Run> overflow = new ArrayList<>();

    /** A run of consecutive list entries. */
    private record Run(long place, long first, long last, long count) {

        boolean goesOnAt(long next) {
            return place + count == next;
        }

        Run with(long offset) {
            return new Run(place, first, offset, count + 1);
        }
    }

    /**
     * @param place index in the list
     */
    void add(long place, long offset) {
        if (offsets.size() < KEPT) {
            offsets.put(place, offset);
        } else {
            append(overflow, place, offset);
        }
    }

    /** Removes a record that was found elsewhere; returns whether it was missing. */
    boolean remove(long place) {
        return offsets.remove(place) != null;
    }

    List<VerificationFinding> findings(TopicPartitionId topicPartition) {
        var runs = new ArrayList<Run>();
        offsets.forEach((place, offset) -> append(runs, place, offset));
        for (var run : overflow) {
            var last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.goesOnAt(run.place())) {
                runs.removeLast();
                runs.add(
                        new Run(
                                last.place(),
                                last.first(),
                                run.last(),
                                last.count() + run.count()));
            } else {
                runs.add(run);
            }
        }
        return runs.stream().map(run -> finding(topicPartition, run)).toList();
    }

    private static VerificationFinding finding(TopicPartitionId topicPartition, Run run) {
        return new VerificationFinding.MissingRecords(
                topicPartition, run.first(), run.last(), run.count());
    }

    private static void append(List<Run> runs, long place, long offset) {
        if (!runs.isEmpty() && runs.getLast().goesOnAt(place)) {
            runs.add(runs.removeLast().with(offset));
        } else {
            runs.add(new Run(place, offset, offset, 1));
        }
    }
}
