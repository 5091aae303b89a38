package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.clusterwatcher.service.ClusterWatcherApplication;
import org.registryfleet.fleetpolicy.service.FleetPolicyApplication;
import org.registryfleet.inventory.service.InventoryApplication;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.registryfleet.storageprovisioner.service.StorageProvisionerApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Services in this process whose threads end: liveness fails, so that Kubernetes restarts them, and
 * the metric of the alert names the part. Without Kafka they are alive, but not ready.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadPartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<ConfigurableApplicationContext> running = new ArrayList<>();
    private FaultLab lab;

    @BeforeAll
    void start() {
        // threads that end are what is caused here
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        lab = FaultLab.withoutServices();
        LocalDigestKey.in(lab.workspace().root());
    }

    @AfterEach
    void stopServices() {
        running.forEach(ConfigurableApplicationContext::close);
        running.clear();
    }

    @AfterAll
    void stop() {
        Awaitility.reset();
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({
        "storage-provisioner, registrations, registrations",
        "storage-provisioner, kafka-probe, kafka probe",
        "cluster-watcher, cluster-shards, watcher",
        "cluster-watcher, kafka-probe, watcher",
        "inventory, inventory, inventory",
        "inventory, inventory journal, inventory",
        "inventory, inventory fleet, inventory",
        "inventory, kafka-probe, inventory",
        "fleet-policy, fleet-policy, fleet-policy",
        "fleet-policy, policy queue, fleet-policy",
        "fleet-policy, policy fleet, fleet-policy",
        "fleet-policy, kafka-probe, fleet-policy",
    })
    void aThreadThatEndsMakesLivenessFail(String service, String thread, String part) {
        var context = startReady(service);
        assertThat(says(context, "liveness", "UP")).isTrue();
        assertThat(isAlive(context, part)).isTrue();

        thread(thread).orElseThrow().interrupt();

        await().atMost(PATIENCE).until(() -> says(context, "liveness", "DOWN"));
        assertThat(isAlive(context, part)).isFalse();
    }

    @Test
    void aStreamThreadThatEndsIsReplaced() {
        var context = startReady("storage-provisioner");
        var first = streamThread().orElseThrow();

        first.interrupt();

        await().atMost(PATIENCE)
                .until(() -> streamThread().filter(thread -> thread != first).isPresent());
        send(Topics.OBSERVATIONS, "noisy", "no event at all".getBytes(UTF_8));
        await().atMost(PATIENCE)
                .until(
                        () ->
                                !LogScan.topic(
                                                lab.bootstrapServers(),
                                                Topics.deadLetter(Topics.OBSERVATIONS))
                                        .isEmpty());
        assertThat(says(context, "liveness", "UP")).isTrue();
        assertThat(isAlive(context, "stream threads")).isTrue();
    }

    @Test
    void aProcessThatAnotherOneOfItsNameFencesIsDead() {
        var fenced = startReady("storage-provisioner");
        var fencing = startReady("storage-provisioner");

        await().atMost(PATIENCE).until(() -> says(fenced, "liveness", "DOWN"));
        await().atMost(PATIENCE).until(() -> !isAlive(fenced, "stream threads"));
        await().atMost(PATIENCE).until(() -> !isAlive(fenced, "action consumer"));
        assertThat(isAlive(fenced, "registrations")).isTrue();
        assertThat(says(fencing, "liveness", "UP")).isTrue();
    }

    @Test
    void aServiceWithoutKafkaIsAliveAndReadyAgainOnceKafkaIsBack() {
        var services =
                List.of(
                        startReady("storage-provisioner"),
                        startReady("cluster-watcher"),
                        startReady("inventory"),
                        startReady("fleet-policy"));

        lab.stopKafka();
        for (var service : services) {
            await().atMost(PATIENCE).until(() -> says(service, "readiness", "DOWN"));
            assertThat(says(service, "liveness", "UP")).isTrue();
        }
        lab.startKafka();

        for (var service : services) {
            await().atMost(PATIENCE).until(() -> says(service, "readiness", "UP"));
            assertThat(says(service, "liveness", "UP")).isTrue();
        }
    }

    private ConfigurableApplicationContext startReady(String service) {
        var workspace = lab.workspace();
        var context =
                application(service)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--fleet.instance=dead",
                                "--fleet.store=memory",
                                "--fleet.kafka.bootstrap-servers=" + lab.bootstrapServers(),
                                "--fleet.kafka.replication-factor=1",
                                "--fleet.digest-key=file:" + workspace.root().resolve("digest.key"),
                                "--fleet.access.kubeconfig-folder=" + workspace.folder("clusters"),
                                "--fleet.state-dir="
                                        + workspace.folder(service + "-" + running.size()));
        running.add(context);
        await(service).atMost(PATIENCE).until(() -> says(context, "readiness", "UP"));
        return context;
    }

    private void send(String topic, String key, byte[] value) {
        try (var producer = KafkaAccess.of(lab.bootstrapServers()).producer(Map.of())) {
            var _ = producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    private static SpringApplicationBuilder application(String service) {
        return switch (service) {
            case "storage-provisioner" -> StorageProvisionerApplication.application();
            case "cluster-watcher" -> ClusterWatcherApplication.application();
            case "inventory" -> InventoryApplication.application();
            case "fleet-policy" -> FleetPolicyApplication.application();
            default -> throw new IllegalArgumentException(service);
        };
    }

    private static Optional<Thread> thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst();
    }

    private static Optional<Thread> streamThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(
                        thread ->
                                thread.getName()
                                        .matches("registry-fleet-storage-.*-StreamThread-\\d+"))
                .findFirst();
    }

    private static boolean says(
            ConfigurableApplicationContext context, String group, String status) {
        return get(context, "/actuator/health/" + group).contains("\"status\":\"" + status + "\"");
    }

    /** As the alert reads it. */
    private static boolean isAlive(ConfigurableApplicationContext context, String part) {
        var series =
                get(context, "/actuator/prometheus")
                        .lines()
                        .filter(line -> line.startsWith("registryfleet_part_alive{"))
                        .filter(line -> line.contains("part=\"" + part + "\""))
                        .toList();
        assertThat(series).as(part).hasSize(1);
        return series.getFirst().endsWith(" 1.0");
    }

    private static String get(ConfigurableApplicationContext context, String path) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        var uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
