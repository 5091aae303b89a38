package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.policy.FleetMember;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The clusters of the fleet with their Config and ImagePruner, as the log shows them last. */
final class LoggedMembers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOPICS =
            List.of(Topics.CLUSTERS, Topics.PLATFORMS, Topics.OBSERVATIONS);

    private final Events events = Events.singleObject();
    private final Map<String, Cluster> clusters = new TreeMap<>();
    private int unreadable;

    /** What is known of one cluster. */
    private static final class Cluster {

        private @Nullable ClusterRegistration registration;
        private @Nullable PlatformDetected platform;
        private long epoch;
        private final Map<SpecField.Subject, Observed> objects =
                new EnumMap<>(SpecField.Subject.class);
        private final Map<SpecField.Subject, String> writers =
                new EnumMap<>(SpecField.Subject.class);
    }

    private LoggedMembers() {}

    /**
     * The facts.
     *
     * @param unreadable how many records could not be read
     */
    record Read(List<FleetMember> clusters, int unreadable) {}

    static Read of(EventLog log) {
        var facts = new LoggedMembers();
        for (var span : log.spans(TOPICS)) {
            try (var cursor = log.open(span)) {
                while (cursor.hasNext()) {
                    facts.take(cursor.next());
                }
            }
        }
        return new Read(
                facts.clusters.entrySet().stream()
                        .flatMap(one -> facts(one.getKey(), one.getValue()).stream())
                        .toList(),
                facts.unreadable);
    }

    private static Optional<FleetMember> facts(String id, Cluster cluster) {
        var platform = cluster.platform;
        return Optional.ofNullable(cluster.registration)
                .map(
                        registration ->
                                new FleetMember(
                                        id,
                                        registration.getLabels(),
                                        platform == null ? "" : platform.getPlatform(),
                                        platform != null && platform.getSingleReplicaTopology(),
                                        cluster.objects,
                                        cluster.writers));
    }

    private void take(EventLogRecord record) {
        var key = record.key();
        if (key == null) {
            unreadable++;
            return;
        }
        var cluster = clusters.computeIfAbsent(key, _ -> new Cluster());
        if (record.value() == null) {
            if (record.topic().equals(Topics.CLUSTERS)) {
                cluster.registration = null;
            }
            return;
        }
        try {
            var event = events.decode(record.value());
            RecordKeyCheck.require(key, event);
            take(cluster, event);
        } catch (SerializationException | JsonProcessingException undecodable) {
            unreadable++;
        }
    }

    private static void take(Cluster cluster, SpecificRecord event) throws JsonProcessingException {
        switch (event) {
            case ClusterRegistration registration -> cluster.registration = registration;
            case PlatformDetected platform -> cluster.platform = platform;
            case Observation observation -> observed(cluster, observation);
            default -> {}
        }
    }

    /** What an earlier session writes after a later one has begun does not count. */
    private static void observed(Cluster cluster, Observation observation)
            throws JsonProcessingException {
        var key = observation.getObject();
        if (observation.getEpoch() < cluster.epoch) {
            return;
        }
        cluster.epoch = observation.getEpoch();
        if (key == null) {
            return;
        }
        var ref =
                new ObjectRef(
                        key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName());
        for (var subject : SpecField.Subject.values()) {
            if (subject.ref().equals(ref)) {
                observed(cluster, subject, observation);
            }
        }
    }

    private static void observed(
            Cluster cluster, SpecField.Subject subject, Observation observation)
            throws JsonProcessingException {
        if (observation.getType() == ObservationType.DELETED) {
            cluster.objects.remove(subject);
            cluster.writers.remove(subject);
        } else if (observation.getType() == ObservationType.ADDED
                || observation.getType() == ObservationType.MODIFIED) {
            cluster.objects.put(
                    subject,
                    new Observed(
                            subject.ref(),
                            observation.getUid(),
                            observation.getResourceVersion(),
                            JSON.readTree(observation.getContent()),
                            observation.getOwners().stream()
                                    .map(one -> new FieldOwner(one.getManager(), one.getFields()))
                                    .toList()));
            cluster.writers.put(
                    subject,
                    observation.getManagers().isEmpty()
                            ? ""
                            : observation.getManagers().getFirst());
        }
    }
}
