package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class TopicCatalogueTest {

    private static final TopicSettings SETTINGS =
            TopicSettings.DEFAULT.withPartitions(3).withReplicationFactor(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static EmbeddedKafkaBroker kafka;
    private static Admin admin;

    private final List<String> waits = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void startKafka() {
        kafka = new EmbeddedKafkaKraftBroker(1, 1);
        kafka.afterPropertiesSet();
        admin = admin(kafka.getBrokersAsString());
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        kafka.destroy();
    }

    @AfterEach
    void deleteTopics() throws Exception {
        admin.deleteTopics(fleetTopics()).all().get();
        await().until(() -> fleetTopics().isEmpty());
    }

    private static List<String> fleetTopics() throws Exception {
        return admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith("fleet."))
                .toList();
    }

    @Test
    void createsEveryTopicOnceAndAcceptsItsOwnWork() throws Exception {
        var names = Topics.all().stream().map(TopicSpec::name).toList();

        var created = catalogue(SETTINGS).ensure(Topics.all());
        var again = catalogue(SETTINGS).ensure(Topics.all());

        assertThat(created).containsExactlyInAnyOrderElementsOf(names);
        assertThat(again).isEmpty();
        assertThat(admin.describeTopics(names).allTopicNames().get().values())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
    }

    @Test
    void letsManyServicesStartAtOnce() throws Exception {
        var starts =
                Collections.nCopies(
                        6, (Callable<Set<String>>) () -> catalogue(SETTINGS).ensure(Topics.all()));
        try (var services = Executors.newVirtualThreadPerTaskExecutor()) {
            var created = new ArrayList<String>();
            for (var start : services.invokeAll(starts)) {
                created.addAll(start.get());
            }

            assertThat(created).hasSameSizeAs(Topics.all()).doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesTopicsThatDifferAndNamesEveryDifference() throws Exception {
        admin.createTopics(
                        List.of(
                                new NewTopic(Topics.STATUS, 5, (short) 1),
                                new NewTopic(Topics.OBSERVATIONS, 3, (short) 1)
                                        .configs(Map.of("retention.ms", "1000"))))
                .all()
                .get();
        var topics = List.of(Topics.spec(Topics.STATUS), Topics.spec(Topics.OBSERVATIONS));

        assertThatThrownBy(() -> catalogue(SETTINGS).ensure(topics))
                .asInstanceOf(type(TopicCatalogueException.class))
                .satisfies(
                        e ->
                                assertThat(e.violations())
                                        .extracting(v -> v.topic() + " " + v.setting())
                                        .containsExactlyInAnyOrder(
                                                "fleet.status.v1 partitions",
                                                "fleet.status.v1 cleanup.policy",
                                                "fleet.status.v1 min.compaction.lag.ms",
                                                "fleet.status.v1 max.message.bytes",
                                                "fleet.observations.v1 retention.ms",
                                                "fleet.observations.v1 max.message.bytes"))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("fleet.status.v1: partitions is 5, expected 3; give every service")
                .contains(
                        "fleet.observations.v1: retention.ms is 1000, expected at least"
                                + " 7776000000; run kafka-configs.sh --alter");
    }

    @Test
    void acceptsALongerRetention() throws Exception {
        var topics = List.of(Topics.spec(Topics.OBSERVATIONS), Topics.spec(Topics.STATUS));
        catalogue(SETTINGS).ensure(topics);
        alter(Topics.OBSERVATIONS, "retention.ms", "-1");
        alter(Topics.STATUS, "min.compaction.lag.ms", "9000000000");

        assertThat(catalogue(SETTINGS).ensure(topics)).isEmpty();
    }

    @Test
    void saysWhyATopicCannotBeCreated() {
        var topics = List.of(Topics.spec(Topics.STATUS));

        assertThatThrownBy(() -> catalogue(SETTINGS.withReplicationFactor(3)).ensure(topics))
                .isInstanceOf(TopicCatalogueException.class)
                .hasMessageContaining("fleet.status.v1: creation is refused")
                .hasMessageContaining("lower the replication factor to the number of brokers");
    }

    @Test
    void givesUpWhenKafkaStaysAway() throws IOException {
        try (var nobody = admin("127.0.0.1:" + unusedPort())) {
            var catalogue = new TopicCatalogue(nobody, SETTINGS, Duration.ofSeconds(1), waits::add);

            assertThatThrownBy(() -> catalogue.ensure(Topics.all()))
                    .isInstanceOf(TopicCatalogueException.class)
                    .hasMessageContaining("Kafka did not give the topics within PT1S")
                    .hasMessageContaining("check the bootstrap servers");
            assertThat(waits).allSatisfy(wait -> assertThat(wait).contains("TimeoutException"));
            assertThat(waits).hasSizeGreaterThan(1);
        }
    }

    private TopicCatalogue catalogue(TopicSettings settings) {
        return new TopicCatalogue(admin, settings, PATIENCE, waits::add);
    }

    private static void alter(String topic, String key, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    private static Admin admin(String servers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
