package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.audit.evidence.Manifest.Range;
import org.registryfleet.audit.evidence.Manifest.RecordForm;
import org.registryfleet.audit.file.EvidenceExport;
import org.registryfleet.audit.file.ExportRequest;
import org.registryfleet.audit.file.Progress;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ObjectRef;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A secret in every place of a cluster that holds one appears nowhere outside the cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretCanaryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ID = "aviary";

    private static final String HTTP_SECRET = "canaryHttpSecret7F3A9";
    private static final String STORAGE_KEY = "canaryStorageKey7F3A9";
    private static final String ROUTE_KEY = "canaryRouteKey7F3A9";
    private static final String ROUTE_CERTIFICATE = "canaryRouteCertificate7F3A9";
    private static final String PULL_SECRET = "canaryPullSecret7F3A9";
    private static final String CLUSTER_PROXY = "canaryClusterProxy7F3A9";
    private static final String CONFIG_PROXY = "canaryConfigProxy7F3A9";
    private static final String TOKEN = "canaryToken7F3A9";
    private static final String EDITED = "canaryEdited7F3A9";
    private static final String LAST_APPLIED = "canaryLastApplied7F3A9";
    private static final String CLOUD_PASSWORD = "canaryCloudPassword7F3A9";
    private static final String ENVIRONMENT = "canaryEnvironment7F3A9";
    private static final String NO_SECRET = "own.example.com";
    private static final List<String> CANARIES =
            List.of(
                    HTTP_SECRET,
                    STORAGE_KEY,
                    ROUTE_KEY,
                    ROUTE_CERTIFICATE,
                    PULL_SECRET,
                    CLUSTER_PROXY,
                    CONFIG_PROXY,
                    TOKEN,
                    EDITED,
                    LAST_APPLIED,
                    CLOUD_PASSWORD,
                    ENVIRONMENT);

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private FaultLab lab;
    private SimulatedCluster cluster;

    @BeforeAll
    void liveWithSecrets() {
        listen();
        lab = FaultLab.withServices();
        cluster =
                lab.cluster(
                        ID,
                        ClusterProfile.demo(DemoPlatform.OVIRT, ID),
                        ServerSettings.DEFAULT.withToken(TOKEN));
        plant();
        lab.register(cluster);
        await().atMost(PATIENCE).until(() -> cluster.get(FaultLab.CONFIG).isPresent());
        FaultLab.edit(
                cluster,
                "{'httpSecret':'%s','proxy':{'http':'http://u:%s@proxy.example.com:3128'},'routes':[{'name':'own','hostname':'%s','secretName':'own-tls'}]}"
                        .formatted(HTTP_SECRET, CONFIG_PROXY, NO_SECRET));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(text(FaultLab.DEPLOYMENT))
                                    .contains(HTTP_SECRET, CONFIG_PROXY);
                            assertThat(text(route())).contains(ROUTE_KEY, ROUTE_CERTIFICATE);
                        });
        somebodyEditsWhatHoldsSecrets();
        await().atMost(PATIENCE).until(() -> lab.isSettled(ID, "Available"));
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void secretsStayOutOfTheLog() {
        var records = LogScan.everything(lab.bootstrapServers());

        // the cluster was seen, its secrets as digests
        assertThat(records).anyMatch(record -> text(record).contains(NO_SECRET));
        assertThat(records).anyMatch(record -> text(record).contains("hmac:"));
        for (var record : records) {
            assertThatNothingSings(record.topic() + "@" + record.offset(), text(record));
        }
    }

    @ParameterizedTest
    @EnumSource(RecordForm.class)
    void secretsStayOutOfExports(RecordForm form, @TempDir Path folder) throws IOException {
        var bundle = folder.resolve("bundle");
        try (var log = new KafkaLog(Map.of("bootstrap.servers", lab.bootstrapServers()))) {
            var request =
                    new ExportRequest(
                            bundle,
                            ExportRequest.auditTopics(),
                            Range.ALL,
                            form,
                            null,
                            null,
                            "canary",
                            Instant.EPOCH);
            new EvidenceExport(log, request).run(Progress.NONE);
        }

        var all = new StringBuilder();
        try (var files = Files.walk(bundle)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, ISO_8859_1);
                assertThatNothingSings(file.toString(), text);
                all.append(text);
            }
        }
        // what was exported is what the cluster was seen to be
        assertThat(all.indexOf(NO_SECRET)).isPositive();
        assertThat(all.indexOf("hmac:")).isPositive();
    }

    @Test
    void secretsStayOutOfLogLines() {
        assertThat(lines).isNotEmpty();
        lines.forEach(line -> assertThatNothingSings("log", line));
    }

    @Test
    void secretsStayOutOfMetricsAndPages() {
        Stream.of(
                        "platform-detector",
                        "storage-provisioner",
                        "registry-deployer",
                        "status-reporter")
                .forEach(
                        service -> {
                            assertThatNothingSings(service, page(service, "/actuator/prometheus"));
                            assertThatNothingSings(service, page(service, "/actuator/health"));
                        });
        Stream.of("/", "/api/openapi.json", "/api/fleet", "/api/clusters")
                .forEach(path -> assertThatNothingSings(path, page("status-reporter", path)));
        var story = page("status-reporter", "/api/clusters/" + ID);
        assertThat(story).contains(ID, "hmac:");
        assertThatNothingSings("story", story);
    }

    private void plant() {
        secret(
                "openshift-config",
                "pull-secret",
                "kubernetes.io/dockerconfigjson",
                ".dockerconfigjson",
                "{\\\"auths\\\":{\\\"quay.io\\\":{\\\"auth\\\":\\\"%s\\\"}}}"
                        .formatted(PULL_SECRET));
        secret(
                FaultLab.REGISTRY,
                "image-registry-private-configuration-user",
                "Opaque",
                "REGISTRY_STORAGE_S3_SECRETKEY",
                STORAGE_KEY);
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'own-tls','namespace':'%s'},'type':'Opaque','stringData':{'tls.key':'%s','tls.crt':'%s'}}"
                                .formatted(FaultLab.REGISTRY, ROUTE_KEY, ROUTE_CERTIFICATE)));
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'applied','namespace':'%s','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'%s'}},'stringData':{'a':'b'}}"
                                .formatted(FaultLab.REGISTRY, LAST_APPLIED)));
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'cloud-provider-config','namespace':'openshift-config'},'data':{'config':'[Global]\\npassword = %s\\n'}}"
                                .formatted(CLOUD_PASSWORD)));
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'database','namespace':'%s'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i','env':[{'name':'PGPASSWORD','value':'%s'}]}]}}}}"
                                .formatted(FaultLab.REGISTRY, ENVIRONMENT)));
        var proxy = "{'httpProxy':'http://u:%s@proxy.example.com:3128'}".formatted(CLUSTER_PROXY);
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'config.openshift.io/v1','kind':'Proxy','metadata':{'name':'cluster'},'spec':%s,'status':%s}"
                                .formatted(proxy, proxy)));
    }

    private void secret(String namespace, String name, String type, String key, String value) {
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'%s','namespace':'%s'},'type':'%s','stringData':{'%s':'%s'}}"
                                .formatted(name, namespace, type, key, value)));
    }

    /** Drift in secret places is repaired by patches, whose own bodies must be silent too. */
    private void somebodyEditsWhatHoldsSecrets() {
        cluster.patch(route(), FaultLab.json("{'spec':{'tls':{'key':'%s'}}}".formatted(EDITED)));
        var copy = ObjectRef.of("v1", "Secret", FaultLab.REGISTRY, "installation-pull-secrets");
        cluster.patch(
                copy,
                FaultLab.json(
                        "{'data':{'.dockerconfigjson':'%s'}}"
                                .formatted(base64("{\"auths\":{\"" + EDITED + "\":{}}}"))));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(text(route())).contains(ROUTE_KEY).doesNotContain(EDITED);
                            assertThat(text(copy))
                                    .doesNotContain(base64("{\"auths\":{\"" + EDITED));
                        });
    }

    private ObjectRef route() {
        return ObjectRef.of("route.openshift.io/v1", "Route", FaultLab.REGISTRY, "own");
    }

    private String text(ObjectRef ref) {
        return cluster.get(ref).map(Object::toString).orElse("");
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var parts = new ArrayList<String>();
        parts.add(latin(record.key()));
        parts.add(latin(record.value()));
        record.headers().forEach(header -> parts.add(header.key() + latin(header.value())));
        return String.join("\n", parts);
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }

    private static void assertThatNothingSings(String where, String text) {
        for (var canary : CANARIES) {
            assertThat(text.contains(canary)).as("%s in %s", canary, where).isFalse();
            for (int shift = 0; shift < 3; shift++) {
                assertThat(text.contains(base64(canary, shift)))
                        .as("%s as base64 in %s", canary, where)
                        .isFalse();
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** What of the encoding does not depend on what stands around the canary. */
    private static String base64(String canary, int shift) {
        var encoded = base64("x".repeat(shift) + canary);
        return encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 4);
    }

    private String page(String service, String path) {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(lab.pipeline().port(service), path));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void listen() {
        var appender =
                new AppenderBase<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        var thrown = event.getThrowableProxy();
                        lines.add(
                                event.getFormattedMessage()
                                        + (thrown == null
                                                ? ""
                                                : ThrowableProxyUtil.asString(thrown)));
                    }
                };
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        ((Logger) LoggerFactory.getLogger("org.registryfleet")).setLevel(Level.DEBUG);
    }
}
