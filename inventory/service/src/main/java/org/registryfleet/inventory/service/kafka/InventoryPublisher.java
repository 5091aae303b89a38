package org.registryfleet.inventory.service.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.InventorySource;
import org.registryfleet.inventory.decision.InventoryChange;
import org.registryfleet.inventory.decision.InventoryChange.Deregistered;
import org.registryfleet.inventory.decision.InventoryChange.Recognised;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.Reported;
import org.registryfleet.inventory.stream.InventoryRecords;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes registrations and reports. Until it is released it only remembers what the log should say:
 * after a restart all facts are folded again, and only what the log lacks is written.
 */
public final class InventoryPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryPublisher.class);

    private final Producer<String, byte[]> producer;
    private final Events events = Events.singleObject();
    private final Map<String, Optional<ClusterRegistration>> registrations = new TreeMap<>();
    private final Map<String, InventorySource> reports = new TreeMap<>();
    private final Map<String, Recognised> recognised = new TreeMap<>();
    private final Map<String, ClusterRegistration> judged = new TreeMap<>();
    private final FleetFollower fleet;
    private boolean released;
    private volatile boolean failed;

    /**
     * Opens the producer.
     *
     * @param fleet what the log says
     */
    public InventoryPublisher(KafkaAccess kafka, FleetFollower fleet) {
        this.fleet = fleet;
        this.producer =
                new KafkaProducer<>(
                        kafka.client(Map.of("acks", "all", "enable.idempotence", true)),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Takes a change that followed from the fact in this record. */
    public synchronized void take(InventoryChange change, Cause fact, Instant at) {
        switch (change) {
            case Registered registered -> {
                var record = InventoryRecords.of(registered);
                registrations.put(registered.cluster(), Optional.of(record));
                send(Topics.CLUSTERS, registered.cluster(), record, fact, at);
            }
            case Deregistered(var cluster) -> {
                registrations.put(cluster, Optional.empty());
                send(Topics.CLUSTERS, cluster, null, fact, at);
            }
            case Recognised one -> {
                recognised.put(one.cluster(), one);
                judge(one, fact, at);
            }
            case Reported(var report) -> {
                var record = InventoryRecords.of(report, at);
                reports.put(report.settings().name(), record);
                send(Topics.INVENTORY, report.settings().name(), record, fact, at);
            }
        }
    }

    /** Somebody else has written the registration, or taken it away: it is theirs. */
    public synchronized void forget(String cluster) {
        registrations.remove(cluster);
        recognised.remove(cluster);
        judged.remove(cluster);
    }

    /** Whoever writes a registration anew does not admit what is a duplicate. */
    public synchronized void uphold(Instant now) {
        recognised.values().forEach(one -> judge(one, null, now));
    }

    /** Once for each registration that a person has written; what they say in it stays. */
    private void judge(Recognised one, @Nullable Cause fact, Instant at) {
        var logged = fleet.registration(one.cluster());
        if (!released || logged == null || !logged.getSource().isEmpty()) {
            return;
        }
        var wanted = InventoryRecords.of(one, logged);
        if (wanted.equals(logged)) {
            judged.remove(one.cluster());
        } else if (!logged.equals(judged.put(one.cluster(), logged))) {
            send(Topics.CLUSTERS, one.cluster(), wanted, fact, at);
        }
    }

    /** From now on changes are written; what the log lacks is written at once. */
    public synchronized void release(Instant now) {
        released = true;
        failed = false;
        judged.clear();
        uphold(now);
        registrations.forEach(
                (cluster, wanted) -> {
                    var logged = fleet.registration(cluster);
                    boolean isForeign = logged != null && logged.getSource().isEmpty();
                    if (!isForeign && !wanted.equals(Optional.ofNullable(logged))) {
                        send(Topics.CLUSTERS, cluster, wanted.orElse(null), null, now);
                    }
                });
        reports.forEach(
                (source, wanted) -> {
                    if (!wanted.equals(fleet.source(source))) {
                        send(Topics.INVENTORY, source, wanted, null, now);
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
            org.apache.avro.specific.@Nullable SpecificRecord event,
            @Nullable Cause cause,
            Instant at) {
        if (!released) {
            return;
        }
        var record = new ProducerRecord<>(topic, key, event == null ? null : events.encode(event));
        var type =
                event == null
                        ? ClusterRegistration.class.getName()
                        : event.getSchema().getFullName();
        new EventHeaders(
                        "inventory/" + key + "/" + at.toEpochMilli(),
                        type,
                        Journal.WRITER,
                        event == null ? key : RecordKeyCheck.cluster(event).orElse(key),
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
