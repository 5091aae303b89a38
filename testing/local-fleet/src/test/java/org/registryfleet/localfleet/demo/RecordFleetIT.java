package org.registryfleet.localfleet.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.localfleet.fault.FleetRecording;
import org.registryfleet.localfleet.fault.FleetRecording.RecordedCluster;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Records the twelve clusters of {@code ./regfleet local} for {@code TakeOverIT}, when asked to: it
 * writes {@code settled-fleet.zip} and {@code moving-fleet.zip} into the folder that {@code
 * -Drecord.folder} names.
 */
@EnabledIfSystemProperty(named = "record.folder", matches = ".+")
class RecordFleetIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    static {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final List<DemoCluster> clusters = DemoCluster.fleet(12);
    private final Map<String, ClusterStatus> statuses = new ConcurrentHashMap<>();
    private final AtomicLong records = new AtomicLong();

    /** Moving: stopped in order once the log has shown so many records; 0 is the whole story. */
    @ParameterizedTest
    @CsvSource({"settled-fleet.zip, 0", "moving-fleet.zip, 700"})
    void record(String file, long strike) throws IOException {
        try (var workspace = Workspace.temporary()) {
            live(workspace, strike);
            workspace.forget("clusters");
            FleetRecording.pack(
                    workspace.root(), Path.of(System.getProperty("record.folder")).resolve(file));
        }
    }

    private void live(Workspace workspace, long strike) throws IOException {
        try (var kafka = LocalKafka.start(workspace.folder("kafka"));
                var fleet = SimulatedFleet.start();
                var cloud = SimulatedCloud.start()) {
            for (var cluster : clusters) {
                add(cluster, fleet, workspace.folder("clusters"));
                DemoCloud.open(cluster, fleet, cloud);
            }
            createTopics(kafka);
            try (var log = LogTail.start(kafka.bootstrapServers());
                    var registrations =
                            new RegistrationCommands(
                                    KafkaAccess.of(kafka.bootstrapServers()),
                                    "registry-fleet/local")) {
                log.listen((_, cluster, record) -> heard(cluster, record));
                try (var _ = Pipeline.start(settings(workspace, kafka, cloud))) {
                    clusters.forEach(
                            cluster -> registrations.register(cluster.registration(fleet)));
                    until(strike > 0 ? () -> records.get() >= strike : () -> settles(fleet));
                }
            }
            for (var cluster : clusters) {
                until(fleet.cluster(cluster.id()).kubelet()::isIdle);
                keep(cluster, fleet, cloud, workspace.root());
            }
        }
    }

    private boolean settles(SimulatedFleet fleet) {
        until(this::isSettled);
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("spec")
                .put("managementState", "Managed")
                .putObject("storage")
                .putObject("pvc")
                .put("claim", "");
        fleet.cluster(DemoCluster.STORY).patch(CONFIG, body);
        until(() -> summary(DemoCluster.STORY).equals("Available") && isSettled());
        await().atMost(PATIENCE).during(Duration.ofSeconds(10)).until(this::isSettled);
        return true;
    }

    private boolean isSettled() {
        return clusters.stream()
                .allMatch(
                        cluster -> {
                            var status = statuses.get(cluster.id());
                            return status != null && status.getSettled();
                        });
    }

    private String summary(String cluster) {
        return statuses.get(cluster).getSummary();
    }

    private void heard(String cluster, Object record) {
        records.incrementAndGet();
        if (record instanceof ClusterStatus status) {
            statuses.put(cluster, status);
        }
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
    }

    private static void add(DemoCluster cluster, SimulatedFleet fleet, Path kubeconfigs)
            throws IOException {
        var profile =
                ClusterProfile.demo(cluster.platform(), cluster.id())
                        .withSettings(ServerSettings.DEFAULT.withRequestLogLimit(100_000));
        var added = fleet.addCluster(cluster.id(), profile);
        Files.writeString(kubeconfigs.resolve(cluster.id()), added.kubeconfig());
    }

    private static void keep(
            DemoCluster cluster, SimulatedFleet fleet, SimulatedCloud cloud, Path folder) {
        var requests =
                cloud.has(cluster.id())
                        ? cloud.space(cluster.id()).requests().stream()
                                .filter(request -> !request.method().matches("GET|HEAD"))
                                .toList()
                        : List.<org.registryfleet.simulatedcloud.call.CloudRequest>of();
        FleetRecording.keep(
                folder,
                cluster.id(),
                RecordedCluster.of(fleet.cluster(cluster.id()), cluster.platform(), requests));
    }

    private static PipelineSettings settings(
            Workspace workspace, LocalKafka kafka, SimulatedCloud cloud) {
        return new PipelineSettings(
                kafka.bootstrapServers(),
                workspace.folder("clusters"),
                workspace.folder("state"),
                _ -> Instant.now(),
                LocalDigestKey.in(workspace.root()),
                0,
                Map.of("fleet.store", "rocksdb"),
                DemoCloud.detour(cloud));
    }

    private static void createTopics(LocalKafka kafka) {
        try (var admin = KafkaAccess.of(kafka.bootstrapServers()).admin()) {
            var topics = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, topics, Duration.ofMinutes(1), _ -> {}).ensure(Topics.all());
        }
    }
}
