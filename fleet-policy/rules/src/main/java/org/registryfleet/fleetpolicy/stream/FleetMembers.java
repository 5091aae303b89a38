package org.registryfleet.fleetpolicy.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.policy.FleetMember;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.JsonText;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The clusters of the fleet with the specs of their Config and ImagePruner, folded from the log.
 * Thread-safe; records of one cluster must be taken in the order of their topics.
 */
public final class FleetMembers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Known> clusters = new ConcurrentSkipListMap<>();

    /**
     * What is known of one cluster.
     *
     * @param labels null while it is not registered
     * @param epoch of the watch session; what an earlier one writes late does not count
     */
    private record Known(
            @Nullable Map<String, String> labels,
            String platform,
            boolean singleReplica,
            long epoch,
            Map<SpecField.Subject, Seen> objects) {

        static final Known NOTHING = new Known(null, "", false, 0, Map.of());

        Known registered(@Nullable Map<String, String> now) {
            return new Known(now, platform, singleReplica, epoch, objects);
        }

        Known on(PlatformDetected detected) {
            return new Known(
                    labels,
                    detected.getPlatform(),
                    detected.getSingleReplicaTopology(),
                    epoch,
                    objects);
        }

        Known with(long session, SpecField.@Nullable Subject subject, @Nullable Seen seen) {
            var copy = new EnumMap<SpecField.Subject, Seen>(SpecField.Subject.class);
            copy.putAll(objects);
            if (subject != null && seen == null) {
                copy.remove(subject);
            } else if (subject != null) {
                copy.put(subject, seen);
            }
            return new Known(labels, platform, singleReplica, session, copy);
        }
    }

    /**
     * An object as it was last seen.
     *
     * @param spec JSON: as text it takes a tenth of the memory
     * @param writer who wrote the object last; empty when the API did not tell
     */
    private record Seen(
            String uid,
            String resourceVersion,
            String spec,
            List<FieldOwner> owners,
            String writer) {

        Observed observed(SpecField.Subject subject) {
            var content = JsonNodeFactory.instance.objectNode();
            content.set("spec", JsonText.tree(spec));
            return new Observed(subject.ref(), uid, resourceVersion, content, owners);
        }
    }

    /**
     * Takes in a record; those that say nothing about members are passed over.
     *
     * @throws UndecodableEventException when an object is no JSON
     */
    public void take(String cluster, SpecificRecord record) {
        switch (record) {
            case ClusterRegistration entry ->
                    change(cluster, known(cluster).registered(Map.copyOf(entry.getLabels())));
            case PlatformDetected platform -> change(cluster, known(cluster).on(platform));
            case Observation observation -> observed(cluster, observation);
            default -> {}
        }
    }

    /** The cluster has left the fleet. */
    public void leave(String cluster) {
        change(cluster, known(cluster).registered(null));
    }

    /** All clusters of the fleet, ordered by id. */
    public List<FleetMember> all() {
        return clusters.keySet().stream().flatMap(id -> find(id).stream()).toList();
    }

    /** A cluster of the fleet. */
    public Optional<FleetMember> find(String cluster) {
        var known = known(cluster);
        var labels = known.labels();
        if (labels == null) {
            return Optional.empty();
        }
        var objects = new EnumMap<SpecField.Subject, Observed>(SpecField.Subject.class);
        var writers = new EnumMap<SpecField.Subject, String>(SpecField.Subject.class);
        known.objects()
                .forEach(
                        (subject, seen) -> {
                            objects.put(subject, seen.observed(subject));
                            writers.put(subject, seen.writer());
                        });
        return Optional.of(
                new FleetMember(
                        cluster,
                        labels,
                        known.platform(),
                        known.singleReplica(),
                        objects,
                        writers));
    }

    private Known known(String cluster) {
        return clusters.getOrDefault(cluster, Known.NOTHING);
    }

    private void change(String cluster, Known known) {
        clusters.put(cluster, known);
    }

    private void observed(String cluster, Observation observation) {
        var known = known(cluster);
        var key = observation.getObject();
        var subject = key == null ? null : subject(key);
        boolean isNews = subject != null || observation.getEpoch() > known.epoch();
        if (observation.getEpoch() < known.epoch() || !isNews) {
            return;
        }
        switch (observation.getType()) {
            case ADDED, MODIFIED ->
                    change(
                            cluster,
                            known.with(
                                    observation.getEpoch(),
                                    subject,
                                    subject == null ? null : seen(observation)));
            case DELETED -> change(cluster, known.with(observation.getEpoch(), subject, null));
            default -> change(cluster, known.with(observation.getEpoch(), null, null));
        }
    }

    private static SpecField.@Nullable Subject subject(ObjectKey key) {
        var ref =
                new ObjectRef(
                        key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName());
        return Arrays.stream(SpecField.Subject.values())
                .filter(subject -> subject.ref().equals(ref))
                .findFirst()
                .orElse(null);
    }

    private static Seen seen(Observation observation) {
        var managers = observation.getManagers();
        return new Seen(
                observation.getUid(),
                observation.getResourceVersion(),
                content(observation).path("spec").toString(),
                observation.getOwners().stream()
                        .map(one -> new FieldOwner(one.getManager(), one.getFields()))
                        .toList(),
                managers.isEmpty() ? "" : managers.getFirst());
    }

    private static JsonNode content(Observation observation) {
        try {
            return JSON.readTree(observation.getContent());
        } catch (JsonProcessingException broken) {
            throw new UndecodableEventException(
                    "an observed object is no JSON", "find out who writes to this topic");
        }
    }
}
