package org.registryfleet.fleetpolicy.service.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.Cause;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.fleetpolicy.rollout.PolicyChange;
import org.registryfleet.fleetpolicy.stream.AssignmentCodec;
import org.registryfleet.fleetpolicy.stream.RolloutRecords;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes assignments and reports. Until it is released it only remembers what the log should say:
 * after a restart all facts are folded again, and only what the log lacks is written.
 */
public final class AssignmentPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AssignmentPublisher.class);

    private final Producer<String, byte[]> producer;
    private final Events events = Events.singleObject();
    private final Map<String, Assignment> assignments = new TreeMap<>();
    private final Map<String, Optional<PolicyRollout>> reports = new TreeMap<>();
    private boolean released;
    private volatile boolean failed;

    public AssignmentPublisher(KafkaAccess kafka) {
        this.producer = kafka.producer(Map.of("acks", "all", "enable.idempotence", true));
    }

    /** Takes a change that followed from the fact in this record. */
    public synchronized void take(PolicyChange change, Cause fact, Instant at) {
        switch (change) {
            case PolicyChange.Assigned(var cluster, var assignment) -> {
                var record = AssignmentCodec.encode(cluster, assignment);
                assignments.put(cluster, record);
                send(Topics.ASSIGNMENTS, cluster, record, fact, at);
            }
            case PolicyChange.Reported(var report) -> {
                var record = RolloutRecords.of(report);
                reports.put(report.policy(), Optional.of(record));
                send(Topics.POLICIES, report.policy(), record, fact, at);
            }
            case PolicyChange.Withdrawn(var policy) -> {
                reports.put(policy, Optional.empty());
                send(Topics.POLICIES, policy, null, fact, at);
            }
        }
    }

    /** From now on changes are written; what the log lacks is written at once. */
    public synchronized void release(FleetTargets fleet, Instant now) {
        released = true;
        failed = false;
        assignments.forEach(
                (cluster, wanted) -> {
                    if (!wanted.getId().equals(fleet.assignment(cluster))) {
                        send(Topics.ASSIGNMENTS, cluster, wanted, null, now);
                    }
                });
        reports.forEach(
                (policy, wanted) -> {
                    if (!wanted.equals(Optional.ofNullable(fleet.report(policy)))) {
                        send(Topics.POLICIES, policy, wanted.orElse(null), null, now);
                    }
                });
    }

    /** Whether something was not written. */
    public boolean hasFailed() {
        return failed;
    }

    private void send(
            String topic,
            String key,
            @Nullable SpecificRecord event,
            @Nullable Cause cause,
            Instant at) {
        if (!released) {
            return;
        }
        var record = new ProducerRecord<>(topic, key, event == null ? null : events.encode(event));
        new EventHeaders(
                        "policy/" + key + "/" + at.toEpochMilli(),
                        event == null
                                ? PolicyRollout.class.getName()
                                : event.getSchema().getFullName(),
                        PolicyJournal.WRITER,
                        key,
                        at,
                        null,
                        cause)
                .writeTo(record.headers());
        var _ =
                producer.send(
                        record,
                        (_, failure) -> {
                            if (failure != null) {
                                LOG.warn(
                                        "{} of {} was not written: {}",
                                        topic,
                                        key,
                                        failure.toString());
                                failed = true;
                            }
                        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
