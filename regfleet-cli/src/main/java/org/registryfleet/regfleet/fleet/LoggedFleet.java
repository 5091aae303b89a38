package org.registryfleet.regfleet.fleet;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.registryfleet.regfleet.orphan.FleetUse;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads registrations, platforms, storage and Configs in Kafka from their beginning, once. */
public final class LoggedFleet implements FleetRecords {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final List<String> TOPICS =
            List.of(Topics.CLUSTERS, Topics.PLATFORMS, Topics.STORAGE, Topics.OBSERVATIONS);

    private final KafkaAccess log;
    private final TopicFollower follower;
    private final Events events = Events.singleObject();
    private final Map<String, ClusterTrace> clusters = new TreeMap<>();

    public LoggedFleet(KafkaAccess log) {
        this.log = log;
        this.follower = new TopicFollower(log.withTimeLimit(TIME_LIMIT), TOPICS);
    }

    @Override
    public FleetUse read() {
        try {
            follower.readToEnd(this::take);
        } catch (KafkaException problem) {
            throw CommandFailure.unreachable(
                    "Kafka at %s does not take part (%s): is the fleet running? Name another with --kafka HOST:PORT, and TLS or a login with --kafka-config FILE"
                            .formatted(log.address(), problem.getMessage()));
        }
        return new FleetUse(clusters.values().stream().map(ClusterTrace::use).toList());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        var trace = clusters.computeIfAbsent(record.key(), ClusterTrace::new);
        if (record.value() != null) {
            try {
                trace.accept(events.decode(record.value()));
            } catch (UndecodableEventException _) {
                trace.unreadable(record.topic().equals(Topics.CLUSTERS));
            }
        } else if (record.topic().equals(Topics.CLUSTERS)) {
            trace.deregistered();
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
