package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Records that nobody can use are set aside with their cause, and everything else goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRecordsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Events EVENTS = Events.singleObject();
    private static final byte[] NOISE = "no event at all".getBytes(UTF_8);

    private FaultLab lab;

    @BeforeAll
    void start() {
        lab = FaultLab.withServices();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void setsAnUndecodableObservationAside() throws Exception {
        var metadata = send(Topics.OBSERVATIONS, "noisy-observations", NOISE);

        var letters = letters(Topics.OBSERVATIONS, "noisy-observations", 4);

        assertThat(letters)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(NOISE);
                            assertThat(LogScan.header(letter, "error")).isPresent();
                            assertThat(LogScan.header(letter, "cause_topic"))
                                    .contains(Topics.OBSERVATIONS);
                            assertThat(LogScan.header(letter, "cause_offset"))
                                    .contains(String.valueOf(metadata));
                        });
        assertThat(stages(letters))
                .containsExactlyInAnyOrder("platform", "storage", "registry", "status");
        assertThatTheRestGoesOn("after-noisy-observations");
    }

    @Test
    void setsAnUndecodableActionAside() throws Exception {
        var offset = send(Topics.STORAGE_ACTIONS, "noisy-actions", NOISE);

        var letters = letters(Topics.STORAGE_ACTIONS, "noisy-actions", 1);

        assertThat(letters)
                .anySatisfy(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(NOISE);
                            assertThat(LogScan.header(letter, "error_stage"))
                                    .contains("storage-executor");
                            assertThat(LogScan.header(letter, "error")).isPresent();
                            assertThat(LogScan.header(letter, "cause_topic"))
                                    .contains(Topics.STORAGE_ACTIONS);
                            assertThat(LogScan.header(letter, "cause_offset"))
                                    .contains(String.valueOf(offset));
                        });
        assertThatTheRestGoesOn("after-noisy-actions");
    }

    @Test
    void setsAnUndecodableRegistrationAside() throws Exception {
        send(Topics.CLUSTERS, "noisy-registrations", NOISE);

        letters(Topics.CLUSTERS, "noisy-registrations", 4);

        assertThatTheRestGoesOn("after-noisy-registrations");
    }

    @Test
    void refusesAndCountsARecordAboutAnotherClusterThanItsKey() throws Exception {
        var before = deadLetters(Topics.OBSERVATIONS);
        var observation =
                Observation.newBuilder()
                        .setCluster("somebody-else")
                        .setSession("s")
                        .setSequence(0)
                        .setType(ObservationType.SYNCED)
                        .setObservedAt(Instant.ofEpochMilli(0))
                        .build();
        send(Topics.OBSERVATIONS, "disagreeing", EVENTS.encode(observation));

        var letters = letters(Topics.OBSERVATIONS, "disagreeing", 4);

        assertThat(letters)
                .allSatisfy(
                        letter ->
                                assertThat(LogScan.header(letter, "error").orElseThrow())
                                        .contains("somebody-else")
                                        .contains("disagreeing"));
        assertThat(deadLetters(Topics.OBSERVATIONS)).isGreaterThan(before);
        assertThatTheRestGoesOn("after-disagreement");
    }

    @Test
    void doesNotWatchARegistrationAboutAnotherClusterThanItsKey() throws Exception {
        var other = lab.cluster("named-inside", DemoPlatform.OVIRT);
        var registration =
                ClusterRegistration.newBuilder()
                        .setCluster(other.id())
                        .setCredential("kubeconfig:" + other.id())
                        .build();
        send(Topics.CLUSTERS, "named-outside", EVENTS.encode(registration));

        letters(Topics.CLUSTERS, "named-outside", 4);

        assertThatTheRestGoesOn("after-registration");
        assertThat(other.requests().recent()).isEmpty();
    }

    @Test
    void refusesToStartWithAnotherCountOfPartitions() throws Exception {
        try (var workspace = Workspace.temporary();
                var kafka = StoryBroker.start(workspace.folder("kafka"));
                var admin = KafkaAccess.of(kafka.bootstrapServers()).admin()) {
            var topic = new NewTopic(Topics.STORAGE, 3, (short) 1);
            admin.createTopics(List.of(topic)).all().get();

            try (var service =
                    ServiceProcess.start(
                            Service.STORAGE_PROVISIONER, workspace, kafka.bootstrapServers())) {
                assertThat(service.awaitExit()).isNotZero();
                assertThat(service.output())
                        .contains(Topics.STORAGE)
                        .contains("partitions")
                        .contains("give every service the count the topics have");
            }
        }
    }

    private void assertThatTheRestGoesOn(String id) {
        lab.register(lab.cluster(id, DemoPlatform.OVIRT));
        await(id).atMost(PATIENCE).until(() -> lab.isSettled(id, "Available"));
    }

    private List<ConsumerRecord<String, byte[]>> letters(String topic, String key, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                LogScan.topic(lab.bootstrapServers(), Topics.deadLetter(topic))
                                        .stream()
                                        .filter(record -> key.equals(record.key()))
                                        .toList(),
                        letters -> letters.size() >= count);
    }

    private static Set<String> stages(List<ConsumerRecord<String, byte[]>> letters) {
        return letters.stream()
                .map(letter -> LogScan.header(letter, "error_stage").orElseThrow())
                .collect(Collectors.toSet());
    }

    private double deadLetters(String topic) {
        return metrics("storage-provisioner")
                .lines()
                .filter(line -> line.startsWith("registryfleet_dead_letters_total"))
                .filter(line -> line.contains("\"" + topic + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String metrics(String service) {
        var uri =
                URI.create(
                        "http://127.0.0.1:%d/actuator/prometheus"
                                .formatted(lab.pipeline().port(service)));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Returns the offset of the record. */
    private long send(String topic, String key, byte[] value) throws Exception {
        try (var producer = KafkaAccess.of(lab.bootstrapServers()).producer(Map.of())) {
            return producer.send(new ProducerRecord<>(topic, key, value)).get().offset();
        }
    }
}
