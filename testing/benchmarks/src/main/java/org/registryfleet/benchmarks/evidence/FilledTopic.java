package org.registryfleet.benchmarks.evidence;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.fleet.StatusArrival;
import org.registryfleet.events.Observation;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Observations as the whole control plane recorded them once, again and again for 500 clusters. */
final class FilledTopic {

    private static final int CLUSTERS = 500;

    private final Events events = Events.singleObject();
    private final KafkaAccess kafka;

    FilledTopic(String bootstrapServers) {
        this.kafka = KafkaAccess.of(bootstrapServers);
    }

    /** Makes the fleet's topics and writes so many observations. Returns their mean size. */
    long fill(List<Observation> pattern, long count) {
        try (var admin = kafka.admin()) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
        long bytes = 0;
        try (var producer = kafka.producer(Map.of("linger.ms", 5, "batch.size", 262_144))) {
            for (long i = 0; i < count; i++) {
                bytes += send(producer, pattern.get((int) (i % pattern.size())), i);
            }
        }
        return bytes / count;
    }

    private int send(Producer<String, byte[]> producer, Observation seen, long number) {
        var cluster = "paper-" + number / 7 % CLUSTERS;
        var event =
                Observation.newBuilder(seen)
                        .setCluster(cluster)
                        .setSession(cluster)
                        .setSequence(number)
                        .build();
        var value = events.encode(event);
        var record = new ProducerRecord<>(Topics.OBSERVATIONS, cluster, value);
        EventHeaders.of(event, cluster + "/" + number, "cluster-watcher", event.getObservedAt())
                .writeTo(record.headers());
        var _ = producer.send(record);
        return value.length;
    }

    /** What the log says of one cluster until its registry is available. */
    static List<Observation> pattern() {
        try (var fleet = BenchFleet.start()) {
            var cluster =
                    fleet.add("pattern", ClusterProfile.demo(DemoPlatform.VSPHERE, "pattern"));
            fleet.register("pattern");
            cluster.patch(BenchObjects.CONFIG, BenchObjects.managed("emptyDir"));
            Pause.until(
                    () ->
                            cluster.get(BenchObjects.CLUSTER_OPERATOR)
                                    .filter(object -> StatusArrival.isTrue(object, "Available"))
                                    .isPresent(),
                    Duration.ofMinutes(2),
                    "an available registry");
            return observations(fleet.bootstrapServers());
        }
    }

    private static List<Observation> observations(String bootstrapServers) {
        var found = new ArrayList<Observation>();
        var events = Events.singleObject();
        try (var log = new KafkaLog(KafkaAccess.of(bootstrapServers))) {
            for (var span : log.spans(List.of(Topics.OBSERVATIONS))) {
                try (var cursor = log.open(span)) {
                    while (cursor.hasNext()) {
                        var value = cursor.next().value();
                        if (value != null) {
                            found.add(events.decode(value, Observation.class));
                        }
                    }
                }
            }
        }
        return found;
    }
}
