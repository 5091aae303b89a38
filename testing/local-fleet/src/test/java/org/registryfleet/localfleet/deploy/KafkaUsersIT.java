package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.clusterwatcher.service.ClusterWatcherApplication;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.fleetpolicy.service.FleetPolicyApplication;
import org.registryfleet.inventory.service.InventoryApplication;
import org.registryfleet.localfleet.kafka.SecuredKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.platformdetector.service.PlatformDetectorApplication;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.service.RegistryDeployerApplication;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.statusreporter.service.StatusReporterApplication;
import org.registryfleet.storageprovisioner.service.StorageProvisionerApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every service works with the rights that its KafkaUser has, and with no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaUsersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final OperandImages IMAGES =
            new OperandImages("registry:1", "cli:1", "op:1", "0.0.1");

    static {
        // several applications in one process would each add the console again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final Workspace workspace = Workspace.temporary();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final KafkaUsers users = KafkaUsers.shipped();
    private final Map<String, ConfigurableApplicationContext> services = new LinkedHashMap<>();
    private SecuredKafka kafka;

    @BeforeAll
    void start() throws Exception {
        kafka =
                SecuredKafka.withAuthorizer(
                        workspace.folder("kafka"), "right-password", users.acls().keySet());
        var settings = TopicSettings.DEFAULT.withReplicationFactor(1).withPartitions(2);
        var owner = KafkaAccess.of(kafka.bootstrapServers(), kafka.superUserFile());
        try (var admin = owner.admin()) {
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
            var acls = users.acls().values().stream().flatMap(Collection::stream).toList();
            admin.createAcls(acls).all().get();
        }
        run("cluster-watcher", ClusterWatcherApplication.application());
        run("inventory", InventoryApplication.application());
        run("fleet-policy", FleetPolicyApplication.application());
        run("platform-detector", PlatformDetectorApplication.application());
        run("storage-provisioner", StorageProvisionerApplication.application());
        run("registry-deployer", RegistryDeployerApplication.application(IMAGES));
        run("status-reporter", StatusReporterApplication.application(IMAGES.release()));
    }

    private void run(String name, SpringApplicationBuilder application) throws IOException {
        services.put(
                name,
                application.run(
                        "--server.port=0",
                        "--fleet.instance=" + name,
                        "--fleet.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--fleet.kafka.client-file=" + kafka.clientFile(name),
                        "--fleet.kafka.replication-factor=1",
                        "--fleet.kafka.partitions=2",
                        "--fleet.store=memory",
                        "--fleet.digest-key=file:" + LocalDigestKey.in(workspace.root()).file(),
                        "--fleet.access.kubeconfig-folder=" + workspace.folder("clusters"),
                        "--fleet.state-dir=" + workspace.folder("state").resolve(name)));
    }

    @AfterAll
    void stop() {
        services.values().forEach(ConfigurableApplicationContext::close);
        fleet.close();
        kafka.close();
        workspace.close();
    }

    @Test
    void everyServiceDoesItsWork() throws Exception {
        var cluster =
                fleet.addCluster("site-a", ClusterProfile.demo(DemoPlatform.LIBVIRT, "site-a"));
        Files.writeString(workspace.folder("clusters").resolve("site-a"), cluster.kubeconfig());
        var person = as("regfleet");

        try (var commands = new RegistrationCommands(person, "test")) {
            commands.register(
                    ClusterRegistration.newBuilder()
                            .setCluster("site-a")
                            .setCredential("kubeconfig:site-a")
                            .build());
        }

        var written = ConcurrentHashMap.<String>newKeySet();
        var awaited =
                Set.of(
                        Topics.OBSERVATIONS,
                        Topics.PLATFORMS,
                        Topics.STORAGE_OUTCOMES,
                        Topics.REGISTRY_OUTCOMES,
                        Topics.STATUS_OUTCOMES);
        try (var log = new TopicFollower(person, List.copyOf(awaited))) {
            log.start("outcomes", record -> written.add(record.topic()));
            await().atMost(PATIENCE).until(() -> written.containsAll(awaited));
        }
        for (var service : services.entrySet()) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(health(service.getValue()))
                                            .as(service.getKey())
                                            .contains("\"status\":\"UP\"")
                                            .doesNotContain("DOWN", "OUT_OF_SERVICE"));
        }
    }

    @Test
    void nobodyWritesWhatIsAnothersToWrite() throws Exception {
        assertIsRefused("platform-detector", Topics.STORAGE_ACTIONS);
        assertIsRefused("cluster-watcher", Topics.REGISTRY_ACTIONS);
        assertIsRefused("fleet-policy", Topics.REQUESTS);
        assertIsRefused("regfleet", Topics.STATUS_ACTIONS);
    }

    private void assertIsRefused(String user, String topic) throws IOException {
        try (var producer = as(user).producer(Map.of())) {
            assertThatThrownBy(
                            () -> producer.send(new ProducerRecord<>(topic, "site-a", null)).get())
                    .as("%s to %s", user, topic)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private KafkaAccess as(String user) throws IOException {
        return KafkaAccess.of(kafka.bootstrapServers(), kafka.clientFile(user));
    }

    private static String health(ConfigurableApplicationContext service) throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%s/actuator/health".formatted(port)));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
