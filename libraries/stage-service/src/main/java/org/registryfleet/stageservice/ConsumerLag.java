package org.registryfleet.stageservice;

import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a group of consumers is behind, from looks at where its partitions end and where the
 * group has come. The age of the oldest event is told from the first look that saw it: it is short
 * by at most the time between two looks.
 */
final class ConsumerLag {

    private final Map<TopicPartition, Deque<End>> ends = new HashMap<>();
    private long events;
    private Duration oldest = Duration.ZERO;

    /** A partition's end at a time. */
    private record End(long offset, Instant seen) {}

    /**
     * Takes in a look.
     *
     * @param finished offset of the next record to be read, by partition; a partition that is
     *     missing has not been begun
     */
    synchronized void update(
            Instant now,
            Map<TopicPartition, Long> endOffsets,
            Map<TopicPartition, Long> committed) {
        ends.keySet().retainAll(endOffsets.keySet());
        events = 0;
        oldest = Duration.ZERO;
        endOffsets.forEach((partition, end) -> update(now, partition, end, committed));
    }

    private void update(
            Instant now, TopicPartition partition, long end, Map<TopicPartition, Long> committed) {
        long next = committed.getOrDefault(partition, 0L);
        var seen = ends.computeIfAbsent(partition, _ -> new ArrayDeque<>());
        while (!seen.isEmpty() && seen.peekFirst().offset() <= next) {
            seen.removeFirst();
        }
        if (end <= next) {
            return;
        }
        if (seen.isEmpty() || seen.peekLast().offset() < end) {
            seen.addLast(new End(end, now));
        }
        events += end - next;
        var age = Duration.between(seen.getFirst().seen(), now);
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }

    /** Events that wait, and those that are being worked on. */
    synchronized long events() {
        return events;
    }

    /** For how long the oldest of them has been waiting; zero when none does. */
    synchronized Duration oldest() {
        return oldest;
    }
}
