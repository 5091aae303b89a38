package org.registryfleet.clusterwatcher.service.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.WatchState;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shards the clusters over the instances: this one watches those whose registrations are in the
 * partitions that the consumer group assigns to it. A newly assigned partition is read from its
 * beginning and nothing is committed, so its clusters move with it.
 */
public final class Shards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Receives the assignment of clusters; called by one thread. */
    public interface Assignments {
        void watch(ClusterRegistration registration, ResumePoint resumePoint);

        /** Stops watching clusters that have left the fleet, and deletes their checkpoints. */
        void leave(Collection<String> clusters);

        /**
         * Stops watching clusters that another instance takes over; their checkpoints are saved.
         */
        void release(Collection<String> clusters);

        /**
         * Fencing: stops watching the cluster if the checkpoint is of a later session; returns
         * whether it was.
         */
        boolean yieldTo(WatchState claim);
    }

    private final Consumer<String, byte[]> consumer;
    private final Events events;
    private final Assignments assignments;
    private final Thread thread;
    private final CheckpointLog log;
    private final FencedSessions fenced;
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Set<TopicPartition> assigned = Set.of();

    /**
     * Creates the consumer; {@link #start} joins the group.
     *
     * @param member further settings of the group's member, for example {@code group.instance.id};
     *     overrides the defaults set here
     * @param reclaimPause initial delay before a cluster is reclaimed from another watcher
     */
    public Shards(
            KafkaAccess kafka,
            Map<String, ?> member,
            Events events,
            Assignments assignments,
            Duration reclaimPause) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "cluster-watcher");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        settings.putAll(member);
        this.consumer = kafka.consumer(settings);
        this.events = events;
        this.log = new CheckpointLog(kafka, events);
        this.fenced = new FencedSessions(reclaimPause);
        this.assignments = assignments;
        this.thread = Thread.ofPlatform().name("cluster-shards").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Number of partitions assigned to this instance. */
    public int partitions() {
        return assigned.size();
    }

    public boolean running() {
        return thread.isAlive();
    }

    /** Leaves the group, so that other instances take over at once. */
    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        log.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        // resources close in reverse order: closing the consumer revokes its partitions, which
        // needs the log
        try (log;
                consumer) {
            consumer.subscribe(List.of(Topics.CLUSTERS), new RebalanceListener());
            while (closed.getCount() > 0) {
                poll();
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("closing");
        } finally {
            List.copyOf(partitions.keySet()).forEach(this::lose);
        }
    }

    private void poll() throws InterruptedException {
        try {
            consumer.poll(POLL).forEach(this::take);
            resumeNew();
            partitions.forEach(this::settle);
            fenceAndReclaim();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("cannot read registrations: {}", e.getClass().getSimpleName());
            var _ = closed.await(1, TimeUnit.SECONDS);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var partition = partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (partition == null) {
            return;
        }
        try {
            var registration =
                    Optional.ofNullable(record.value())
                            .map(bytes -> events.decode(bytes, ClusterRegistration.class));
            if (registration.filter(r -> !r.getCluster().equals(record.key())).isPresent()) {
                LOG.warn("a registration with key {} names another cluster; ignored", record.key());
                return;
            }
            partition.news.put(record.key(), registration);
        } catch (UndecodableEventException e) {
            partition.unreadable.add(record.key());
            LOG.warn("the registration of {} is not readable: {}", record.key(), e.getMessage());
        }
    }

    // the resume points of a partition are read before any of its clusters is watched
    private void resumeNew() {
        var fresh = new HashMap<Integer, Partition>();
        partitions.forEach(
                (place, partition) -> {
                    if (partition.resumePoints == null
                            && consumer.position(place) >= partition.end) {
                        fresh.put(place.partition(), partition);
                    }
                });
        if (!fresh.isEmpty()) {
            var known = log.recall(fresh.keySet());
            fresh.forEach(
                    (number, partition) ->
                            partition.resumePoints =
                                    new HashMap<>(known.getOrDefault(number, Map.of())));
        }
    }

    private void fenceAndReclaim() {
        log.news().stream().filter(assignments::yieldTo).forEach(fenced::add);
        for (var claim : fenced.due()) {
            var cluster = claim.getCluster();
            partitions.forEach(
                    (place, partition) -> {
                        var registration = partition.watched.get(cluster);
                        if (registration != null) {
                            LOG.warn("cluster {}: taken back from another watcher", cluster);
                            assignments.watch(registration, log.recall(place.partition(), claim));
                        }
                    });
        }
    }

    // only the last registration of a cluster counts, so none is applied before the end is reached
    private void settle(TopicPartition place, Partition partition) {
        var resumePoints = partition.resumePoints;
        if (resumePoints == null || consumer.position(place) < partition.end) {
            return;
        }
        partition.retryFailed();
        var gone = new HashSet<String>();
        partition.news.forEach(
                (cluster, registration) -> {
                    if (registration.isPresent()) {
                        partition.watched.put(cluster, registration.get());
                        watch(partition, registration.get(), resumePoints.remove(cluster));
                    } else {
                        var known = resumePoints.remove(cluster);
                        if (partition.forget(cluster) || known != null) {
                            gone.add(cluster);
                        }
                    }
                });
        partition.news.clear();
        if (!partition.settled) {
            // tombstoned while nobody watched
            var left = new HashSet<>(resumePoints.keySet());
            left.removeAll(partition.unreadable);
            left.removeAll(partition.failed.keySet());
            gone.addAll(left);
            resumePoints.keySet().removeAll(left);
            partition.settled = true;
        }
        if (!gone.isEmpty()) {
            gone.forEach(fenced::forget);
            assignments.leave(gone);
        }
    }

    // bulkhead: a failure of one cluster must not stop the others
    private void watch(
            Partition partition, ClusterRegistration registration, @Nullable ResumePoint known) {
        try {
            assignments.watch(registration, known == null ? new ResumePoint.First() : known);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException bug) {
            LOG.error("cluster {} is not watched, try again later", registration.getCluster(), bug);
            partition.failed.put(registration.getCluster(), registration);
            var resumePoints = partition.resumePoints;
            if (known != null && resumePoints != null) {
                resumePoints.put(registration.getCluster(), known);
            }
            partition.failedAt = System.nanoTime();
        }
    }

    private void lose(TopicPartition place) {
        var partition = partitions.remove(place);
        if (partition != null) {
            assignments.release(List.copyOf(partition.watched.keySet()));
        }
        assigned = Set.copyOf(partitions.keySet());
    }

    private final class RebalanceListener implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            var ends = consumer.endOffsets(added);
            added.forEach(
                    place -> partitions.put(place, new Partition(ends.getOrDefault(place, 0L))));
            consumer.seekToBeginning(added);
            assigned = Set.copyOf(partitions.keySet());
            LOG.info("watching the clusters of {} partitions", assigned.size());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(Shards.this::lose);
            log.forget(revoked.stream().map(TopicPartition::partition).toList());
        }
    }
}
