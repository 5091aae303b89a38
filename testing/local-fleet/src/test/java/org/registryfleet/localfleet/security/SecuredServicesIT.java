package org.registryfleet.localfleet.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.clusterwatcher.service.ClusterWatcherApplication;
import org.registryfleet.inventory.service.InventoryApplication;
import org.registryfleet.localfleet.kafka.SecuredKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.platformdetector.service.PlatformDetectorApplication;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.service.RegistryDeployerApplication;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The five services of the pipeline and the inventory with nothing but settings: Kafka by TLS and
 * login, HTTP by TLS and tokens. A cluster is registered over REST and its registry is reported
 * there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredServicesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIEWER = "token-of-the-viewer";
    private static final String OPERATOR = "token-of-the-operator";

    static {
        // several applications in one process would each add the console again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final Workspace workspace = Workspace.temporary();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private SecuredKafka kafka;
    private HttpClient http;

    @BeforeAll
    void start() throws Exception {
        kafka = SecuredKafka.start(workspace.folder("kafka"), "pa$$w${o}rd");
        http = HttpClient.newBuilder().sslContext(trust(kafka.certificate().certificate())).build();
        var tokens = workspace.folder("tokens").resolve("list");
        Files.writeString(tokens, "viewer wall %s\noperator otto %s\n".formatted(VIEWER, OPERATOR));
        var images = new OperandImages("registry:1", "cli:1", "op:1", "0.0.1");
        for (var application :
                List.of(
                        ClusterWatcherApplication.application(),
                        InventoryApplication.application(),
                        PlatformDetectorApplication.application(),
                        StorageProvisionerApplication.application(),
                        RegistryDeployerApplication.application(images),
                        StatusReporterApplication.application(images.release()))) {
            services.add(run(application, tokens));
        }
    }

    private ConfigurableApplicationContext run(SpringApplicationBuilder application, Path tokens) {
        return application.run(
                "--server.port=0",
                "--server.ssl.certificate=file:" + kafka.certificate().certificate(),
                "--server.ssl.certificate-private-key=file:" + kafka.certificate().key(),
                "--fleet.http.tokens=file:" + tokens,
                "--fleet.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--fleet.kafka.client-file=" + kafka.clientFile(),
                "--fleet.kafka.replication-factor=1",
                "--fleet.store=memory",
                "--fleet.digest-key=file:" + LocalDigestKey.in(workspace.root()).file(),
                "--fleet.access.kubeconfig-folder=" + workspace.folder("clusters"),
                "--fleet.state-dir=" + workspace.folder("state").resolve("" + services.size()));
    }

    @AfterAll
    void stop() {
        services.forEach(ConfigurableApplicationContext::close);
        fleet.close();
        kafka.close();
        workspace.close();
    }

    @Test
    void carryAClusterFromItsRegistrationToItsStatus() throws Exception {
        var cluster =
                fleet.addCluster("site-a", ClusterProfile.demo(DemoPlatform.VSPHERE, "site-a"));
        Files.writeString(workspace.folder("clusters").resolve("site-a"), cluster.kubeconfig());

        var registered = send("PUT", "/api/clusters/site-a/registration", OPERATOR, "{}");

        assertThat(registered.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                json("/api/clusters/site-a", VIEWER)
                                        .at("/cluster/summary")
                                        .asText()
                                        .equals("Removed"));
        assertThat(json("/api/clusters/site-a/history", OPERATOR).path("chapters")).isNotEmpty();
        assertThat(send("GET", "/api/clusters/site-a/history", VIEWER, "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void areHealthyInAllTheirParts() throws Exception {
        for (var service : services) {
            var health = send(service, "GET", "/actuator/health", VIEWER, "");

            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(health.body()).doesNotContain("DOWN").contains("components");
            assertThat(health.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void doNotShowThePassword() throws Exception {
        for (var service : services) {
            for (var path : List.of("/actuator/health", "/actuator/info", "/actuator/prometheus")) {
                assertThat(send(service, "GET", path, VIEWER, "").body()).doesNotContain("pa$$w");
            }
        }
    }

    @Test
    void areNotReachedWithoutTheCertificateOrTls() {
        var stranger = HttpClient.newHttpClient();
        var request = request(services.getLast(), "/actuator/health").build();
        assertThatThrownBy(() -> stranger.send(request, BodyHandlers.discarding()))
                .hasMessageContaining("PKIX");
    }

    @Test
    void needTheLoginThatKafkaWants() throws Exception {
        var wrong = workspace.folder("kafka").resolve("wrong.properties");
        Files.writeString(
                wrong,
                Files.readString(kafka.clientFile())
                        .replaceAll(
                                "sasl.jaas.config=.*",
                                "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"fleet\" password=\"wrong\";"));

        assertThatThrownBy(
                        () ->
                                PlatformDetectorApplication.application()
                                        .run(
                                                "--server.port=0",
                                                "--fleet.kafka.bootstrap-servers="
                                                        + kafka.bootstrapServers(),
                                                "--fleet.kafka.client-file=" + wrong,
                                                "--fleet.kafka.patience=2s"))
                .rootCause()
                .hasMessageContaining("Authentication failed");
        assertThatThrownBy(this::askWithoutTls).isNotNull();
    }

    private Set<String> askWithoutTls() throws Exception {
        Map<String, Object> plain =
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "default.api.timeout.ms", 2_000,
                        "request.timeout.ms", 1_000);
        try (var admin = Admin.create(plain)) {
            return admin.listTopics().names().get();
        }
    }

    private JsonNode json(String path, String token) throws Exception {
        return JSON.readTree(send("GET", path, token, "").body());
    }

    /** Asks the status-reporter. */
    private HttpResponse<String> send(String method, String path, String token, String body)
            throws Exception {
        return send(services.getLast(), method, path, token, body);
    }

    private HttpResponse<String> send(
            ConfigurableApplicationContext service,
            String method,
            String path,
            String token,
            String body)
            throws Exception {
        var request =
                request(service, path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(
            ConfigurableApplicationContext service, String path) {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    }

    private static SSLContext trust(Path certificate) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "one", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (IOException absent) {
            throw new IllegalStateException(absent);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
