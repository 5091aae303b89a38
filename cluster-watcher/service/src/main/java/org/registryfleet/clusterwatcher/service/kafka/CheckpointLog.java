package org.registryfleet.clusterwatcher.service.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.registryfleet.clusterwatcher.service.resume.CheckpointRecovery;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.events.Observation;
import org.registryfleet.events.WatchState;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the checkpoints of this instance's clusters and the observations written after them. Not
 * thread-safe.
 */
final class CheckpointLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLog.class);

    private final Events events;
    private final TopicFollower states;
    private final TopicFollower observations;
    private final Set<Integer> followed = new HashSet<>();
    private final List<WatchState> news = new ArrayList<>();

    CheckpointLog(KafkaAccess kafka, Events events) {
        this.events = events;
        this.states = new TopicFollower(kafka::consumer);
        this.observations = new TopicFollower(kafka::consumer);
    }

    /**
     * The resume points of all clusters with a checkpoint in these partitions, by partition. Their
     * checkpoints are followed from now on.
     */
    Map<Integer, Map<String, ResumePoint>> recall(Set<Integer> partitions) {
        followed.addAll(partitions);
        assign();
        var latest = new HashMap<Integer, Map<String, WatchState>>();
        states.readToEnd(
                record -> {
                    if (partitions.contains(record.partition())) {
                        keepLatest(latest, record);
                    } else {
                        follow(record);
                    }
                });
        return recover(latest);
    }

    /** The resume point of one cluster, from a checkpoint that has been read already. */
    ResumePoint recall(int partition, WatchState state) {
        var cluster = state.getCluster();
        return recover(Map.of(partition, Map.of(cluster, state)))
                .getOrDefault(partition, Map.of())
                .getOrDefault(cluster, new ResumePoint.First());
    }

    /** Checkpoints written since the last call, by any watcher. */
    List<WatchState> news() {
        if (!followed.isEmpty()) {
            states.poll(Duration.ZERO, this::follow);
        }
        var fresh = List.copyOf(news);
        news.clear();
        return fresh;
    }

    void forget(Collection<Integer> partitions) {
        if (followed.removeAll(Set.copyOf(partitions))) {
            assign();
        }
    }

    /** Ends a reading on another thread with a {@link WakeupException}. */
    void wakeup() {
        states.wakeup();
        observations.wakeup();
    }

    @Override
    public void close() {
        states.close();
        observations.close();
    }

    private void assign() {
        states.assign(
                followed.stream()
                        .map(partition -> new TopicPartition(Topics.WATCHES, partition))
                        .toList());
    }

    private Map<Integer, Map<String, ResumePoint>> recover(
            Map<Integer, Map<String, WatchState>> latest) {
        var recoveries = new HashMap<String, CheckpointRecovery>();
        var from = new HashMap<TopicPartition, Long>();
        latest.forEach(
                (partition, saved) -> {
                    var place = place(partition);
                    for (var state : saved.values()) {
                        var recovery = new CheckpointRecovery(state);
                        recoveries.put(state.getCluster(), recovery);
                        from.merge(place, recovery.from(), Math::min);
                    }
                });
        var ends = replay(from, recoveries);
        var resumePoints = new HashMap<Integer, Map<String, ResumePoint>>();
        latest.forEach(
                (partition, saved) -> {
                    var end = ends.getOrDefault(place(partition), 0L);
                    var ofPartition = new HashMap<String, ResumePoint>();
                    for (var cluster : saved.keySet()) {
                        var known = recoveries.get(cluster);
                        if (known != null) {
                            ofPartition.put(cluster, resumePoint(known, end, partition));
                        }
                    }
                    resumePoints.put(partition, ofPartition);
                });
        return resumePoints;
    }

    // seeking beyond the end of a recreated topic would silently read nothing
    private static ResumePoint resumePoint(CheckpointRecovery known, long end, int partition) {
        if (known.from() <= end) {
            return known.resumePoint();
        }
        LOG.error(
                "{}-{} ends at {}, before what was written to it: it has been created anew",
                Topics.OBSERVATIONS,
                partition,
                end);
        return known.resumePoint().because("the log of observations has been created anew");
    }

    private static TopicPartition place(int partition) {
        return new TopicPartition(Topics.OBSERVATIONS, partition);
    }

    /**
     * Applies the observations from these offsets on; returns the end offsets of the partitions.
     */
    private Map<TopicPartition, Long> replay(
            Map<TopicPartition, Long> from, Map<String, CheckpointRecovery> recoveries) {
        observations.seek(from);
        return observations.readToEnd(
                record -> {
                    var recovery = recoveries.get(record.key());
                    if (recovery != null) {
                        decoded(record, Observation.class)
                                .filter(seen -> seen.getCluster().equals(record.key()))
                                .ifPresent(seen -> recovery.take(seen, record.offset()));
                    }
                });
    }

    private void keepLatest(
            Map<Integer, Map<String, WatchState>> latest, ConsumerRecord<String, byte[]> record) {
        var ofPartition = latest.computeIfAbsent(record.partition(), _ -> new HashMap<>());
        if (record.value() == null) {
            ofPartition.remove(record.key());
        }
        decoded(record, WatchState.class)
                .ifPresent(
                        state ->
                                ofPartition.merge(
                                        state.getCluster(),
                                        state,
                                        (old, fresh) ->
                                                fresh.getEpoch() >= old.getEpoch() ? fresh : old));
    }

    private void follow(ConsumerRecord<String, byte[]> record) {
        decoded(record, WatchState.class).ifPresent(news::add);
    }

    // an unreadable record is treated as absent: the cluster is relisted, or its sequence has a gap
    private <T extends SpecificRecord> Optional<T> decoded(
            ConsumerRecord<String, byte[]> record, Class<T> type) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(events.decode(record.value(), type));
        } catch (UndecodableEventException e) {
            LOG.warn(
                    "{} at {} is not readable: {}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
