package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.regfleet.fleet.LoggedFleet;
import org.registryfleet.regfleet.orphan.OrphanVerdict;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the log of a real Kafka tells of the clusters' storage. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoggedFleetIT {

    private static final Events EVENTS = Events.singleObject();

    private LocalKafka kafka;
    private KafkaAccess log;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        kafka = LocalKafka.start(folder);
        log = KafkaAccess.of(kafka.bootstrapServers(), null);
        try (var admin = log.admin()) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1).withPartitions(2);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void followsAClusterThroughTheFleet() throws Exception {
        var bucket = new MarkedBucket("b1", "c1-abcde", "");
        try (var fleet = new LoggedFleet(log)) {
            assertThat(fleet.read().of(bucket)).isInstanceOf(OrphanVerdict.Stranger.class);

            write(Topics.CLUSTERS, registration());
            assertThat(fleet.read().unread()).containsExactly("c1");

            write(Topics.PLATFORMS, platform());
            write(Topics.OBSERVATIONS, config("{\"s3\":{\"bucket\":\"b1\"}}"));
            assertThat(fleet.read().unread()).isEmpty();
            assertThat(fleet.read().of(bucket)).isInstanceOf(OrphanVerdict.Kept.class);

            write(Topics.OBSERVATIONS, config("{\"pvc\":{\"claim\":\"c\"}}"));
            assertThat(fleet.read().of(bucket)).isInstanceOf(OrphanVerdict.Orphan.class);

            write(Topics.OBSERVATIONS, config("{\"s3\":{\"bucket\":\"b1\"}}"));
            write(Topics.CLUSTERS, null);
            assertThat(fleet.read().of(bucket)).isInstanceOf(OrphanVerdict.Orphan.class);

            write(Topics.CLUSTERS, registration());
            assertThat(fleet.read().of(bucket)).isInstanceOf(OrphanVerdict.Kept.class);

            send(Topics.OBSERVATIONS, new byte[] {1});
            assertThat(fleet.read().unread()).containsExactly("c1");
        }
    }

    private static ClusterRegistration registration() {
        return ClusterRegistration.newBuilder()
                .setCluster("c1")
                .setCredential("kubeconfig:c1")
                .build();
    }

    private static PlatformDetected platform() {
        var decision =
                Decision.newBuilder()
                        .setRule("infrastructure")
                        .setReason("It says so.")
                        .setDecidedAt(Instant.EPOCH)
                        .setBasis(List.of())
                        .build();
        return PlatformDetected.newBuilder()
                .setCluster("c1")
                .setPlatform("AWS")
                .setSource(PlatformSource.INFRASTRUCTURE)
                .setRecognised(true)
                .setInfrastructureName("c1-abcde")
                .setEvidence(List.of())
                .setDecision(decision)
                .build();
    }

    private static Observation config(String storage) {
        return Observation.newBuilder()
                .setCluster("c1")
                .setSession("s")
                .setSequence(0)
                .setType(ObservationType.MODIFIED)
                .setObject(
                        ObjectKey.newBuilder()
                                .setApiVersion("imageregistry.operator.openshift.io/v1")
                                .setKind("Config")
                                .setNamespace("")
                                .setName("cluster")
                                .build())
                .setContent("{\"spec\":{\"storage\":%s}}".formatted(storage))
                .setObservedAt(Instant.EPOCH)
                .build();
    }

    private void write(String topic, @Nullable SpecificRecord event) throws Exception {
        send(topic, event == null ? null : EVENTS.encode(event));
    }

    private void send(String topic, byte @Nullable [] value) throws Exception {
        try (var producer = log.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, "c1", value)).get();
        }
    }
}
