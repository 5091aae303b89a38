package org.registryfleet.stageservice;

import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Lag of a consumer group in records and in time, from periodic samples of end offsets and
 * committed offsets. The age of the oldest record counts from the first sample that contained it,
 * so it is too low by at most one sampling interval.
 */
final class ConsumerLag {

    private final Map<TopicPartition, Deque<End>> ends = new HashMap<>();
    private long events;
    private Duration oldest = Duration.ZERO;

    /** An end offset and when it was sampled. */
    private record End(long offset, Instant seen) {}

    /**
     * Adds a sample.
     *
     * @param committed committed offset by partition; none for a partition without commits
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

    /** Number of unprocessed events, those in progress included. */
    synchronized long events() {
        return events;
    }

    /** Age of the oldest unprocessed event; zero without one. */
    synchronized Duration oldest() {
        return oldest;
    }
}
