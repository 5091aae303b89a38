package org.registryfleet.clusteraccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Success;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusteraccess.api.WatchSink;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Credentials that change or end while they are in use. */
class CredentialRenewalTest {
    private static final ApiRequest VERSION = ApiRequest.get("/version");
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String PLUGIN =
            "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./token.sh, interactiveMode: Never}}";
    private static final String ISSUED =
            "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{%s}}";

    @TempDir Path folder;
    private TokenServer server;
    private SimulatedFleet hub;
    private ClusterConnections connections;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer();
        hub = SimulatedFleet.start();
        Files.writeString(folder.resolve("hub"), hub.addCluster("hub").kubeconfig());
        connections =
                new ClusterConnections(
                        ConnectionSettings.of("test", folder).withHub("kubeconfig:hub"));
    }

    @AfterEach
    void stop() {
        connections.close();
        server.close();
        hub.close();
    }

    @Test
    void runsThePluginAgainAfterARefusal() throws IOException {
        counting("");
        register(PLUGIN);
        server.accept("t1");
        assertThat(call()).isInstanceOf(Success.class);

        server.accept("t2");
        assertThat(call()).isInstanceOf(Success.class);

        assertThat(server.calls()).containsExactly("t1", "t1", "t2");
    }

    @Test
    void runsThePluginAgainBeforeItsCredentialEnds() throws IOException {
        counting(",\"expirationTimestamp\":\"'$(date -u -d '+5 seconds' +%Y-%m-%dT%H:%M:%SZ)'\"");
        register(PLUGIN);
        var ended = new CopyOnWriteArrayList<String>();
        assertThat(call()).isInstanceOf(Success.class);
        watch(ended);
        await().atMost(SOON).until(() -> server.watches().equals(List.of("t1")));

        await().atMost(SOON).until(() -> ended.equals(List.of("null")));

        assertThat(call()).isInstanceOf(Success.class);
        assertThat(server.calls().getLast()).isNotEqualTo("t1");
        await().atMost(SOON).until(() -> server.watches().isEmpty());
        assertThat(connections.credentialEnds("c")).as("renewed").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 1 | failed with exit status 1",
                "echo no-json-SECRET | printed no JSON",
                "head -c 1000000 /dev/zero | printed more than 64 KiB",
                "echo '{\"kind\":\"Pod\"}' | printed no ExecCredential",
                "sleep 600 | did not end within 10 s"
            })
    void saysWhatIsWrongWithAPlugin(String command, String message) throws IOException {
        script("echo SECRET >&2; " + command);
        register(PLUGIN);

        assertThat(refusal())
                .contains("cluster c (kubeconfig:c)", "'./token.sh'", message)
                .doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"token\":\"t\",\"expirationTimestamp\":\"2020-01-01T00:00:00Z\" | expired at 2020-01-01",
                "\"token\":\"t\",\"expirationTimestamp\":\"soon\" | no RFC 3339 time",
                "\"clientCertificateData\":\"x\" | neither status.token nor"
            })
    void refusesWhatAPluginIssues(String status, String message) throws IOException {
        script("echo '" + ISSUED.formatted(status) + "'");
        register(PLUGIN);

        assertThat(refusal()).contains(message);
    }

    @Test
    void keepsAGoodCredentialWhenThePluginFails() throws IOException {
        script("echo '" + ISSUED.formatted("\"token\":\"t1\"") + "'");
        register(PLUGIN);
        assertThat(call()).isInstanceOf(Success.class);

        Files.writeString(folder.resolve("c"), server.kubeconfig(PLUGIN) + "# changed\n");
        script("exit 3");

        await().pollDelay(Duration.ofSeconds(2)).until(() -> call() instanceof Success);
        assertThat(server.calls()).containsOnly("t1");
    }

    @Test
    void readsATokenFileAnew() throws IOException {
        Files.writeString(folder.resolve("token"), "t1\n");
        register("{tokenFile: token}");
        assertThat(call()).isInstanceOf(Success.class);

        Files.writeString(folder.resolve("token"), "t2-longer\n");

        await().atMost(SOON)
                .until(
                        () -> {
                            call();
                            return server.calls().getLast().equals("t2-longer");
                        });
    }

    @Test
    void takesOverASecretWhoseOldTokenIsStillGood() {
        secret("t1");
        connections.register("c", "secret:fleet/c");
        var ended = new CopyOnWriteArrayList<String>();
        assertThat(call()).isInstanceOf(Success.class);
        watch(ended);
        await().atMost(SOON).until(() -> server.watches().equals(List.of("t1")));

        secret("t2");

        await().atMost(SOON).until(() -> ended.equals(List.of("null")));
        watch(ended);
        await().atMost(SOON).until(() -> server.watches().equals(List.of("t2")));
        var before = server.calls().size();
        call();
        assertThat(server.calls().subList(before - 1, before + 1)).containsOnly("t2");
    }

    @Test
    void knowsWhenATokenEnds() throws IOException {
        var claims = Base64.getUrlEncoder().encodeToString("{\"exp\":1900000000}".getBytes());
        register("{token: a.%s.c}".formatted(claims));
        call();

        assertThat(connections.credentialEnds("c")).contains(Instant.ofEpochSecond(1900000000));
    }

    @Test
    void keepsACertificateUntilTheNextOneIsComplete() throws Exception {
        var first = pair("first");
        var second = pair("second");
        write(first.certificate(), first.key());
        register("{token: t, client-certificate: pki.pem, client-key: pki.key}");
        assertThat(call()).isInstanceOf(Success.class);
        var ends = connections.credentialEnds("c").orElseThrow();
        assertThat(ends).isAfter(Instant.now()).isBefore(Instant.now().plus(Duration.ofDays(3)));

        write(second.certificate().substring(0, 200), first.key());
        await().pollDelay(Duration.ofSeconds(2)).until(() -> call() instanceof Success);
        write(second.certificate(), first.key());
        await().pollDelay(Duration.ofSeconds(2)).until(() -> call() instanceof Success);
        assertThat(connections.credentialEnds("c")).contains(ends);

        write(second.certificate(), second.key());
        await().atMost(SOON)
                .until(
                        () -> {
                            call();
                            return !connections.credentialEnds("c").orElseThrow().equals(ends);
                        });
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        write(pair("first").certificate(), pair("second").key());
        register("{client-certificate: pki.pem, client-key: pki.key}");

        assertThat(refusal()).contains("client-key is not the key of the client-certificate");
    }

    private record Pair(String certificate, String key) {}

    private Pair pair(String name) throws Exception {
        var store = folder.resolve(name + ".p12");
        TlsServer.generate(store, "RSA");
        var certificate = Base64.getDecoder().decode(TlsServer.certificate(store));
        return new Pair(new String(certificate), TlsServer.key(store));
    }

    private void write(String certificate, String key) throws IOException {
        Files.writeString(folder.resolve("pki.pem"), certificate);
        Files.writeString(folder.resolve("pki.key"), key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{auth-provider: {name: oidc}}|must not use 'auth-provider'",
                "{client-certificate: absent.pem, client-key: absent.key}|absent.pem, which client-certificate names"
            })
    void refusesWhatItCannotUse(String userAndMessage) throws IOException {
        var parts = userAndMessage.split("\\|");
        register(parts[0]);

        assertThat(refusal()).contains(parts[1]);
    }

    @Test
    void refusesAnotherNameThanTheUrls() throws IOException {
        Files.writeString(
                folder.resolve("c"),
                server.kubeconfig("{token: t}")
                        .replace("{server:", "{tls-server-name: api.example, server:"));
        connections.register("c", "kubeconfig:c");

        assertThat(refusal()).contains("tls-server-name is not supported");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void refusesAKubeconfigWithoutACurrentContext() throws IOException {
        Files.writeString(
                folder.resolve("c"),
                server.kubeconfig("{token: t}").replace("current-context: c", ""));
        connections.register("c", "kubeconfig:c");

        assertThat(refusal()).contains("current-context is missing");
    }

    private void register(String user) throws IOException {
        Files.writeString(folder.resolve("c"), server.kubeconfig(user));
        connections.register("c", "kubeconfig:c");
    }

    /** A plugin whose token counts its calls. */
    private void counting(String rest) throws IOException {
        script(
                "cd $(dirname $0); echo x >> count; n=$(wc -l < count); echo '"
                        + ISSUED.formatted("\"token\":\"t'$n'\"" + rest)
                        + "'");
    }

    private void script(String body) throws IOException {
        var file = folder.resolve("token.sh");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void secret(String token) {
        var cluster = hub.cluster("hub");
        cluster.apply(
                Cluster.json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'fleet'}}"));
        cluster.apply(
                Cluster.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'c','namespace':'fleet'},'data':{'server':'%s','token':'%s'}}"
                                .formatted(encoded(server.url()), encoded(token))));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private ApiResult call() {
        return connections.api("c").orElseThrow().call(VERSION);
    }

    private String refusal() {
        return ((Unanswered) call()).message();
    }

    private void watch(List<String> ended) {
        connections
                .api("c")
                .orElseThrow()
                .watch(
                        "/api/v1/pods?watch=true",
                        new WatchSink() {
                            @Override
                            public void opened() {}

                            @Override
                            public void lines(List<byte[]> more, Runnable next) {
                                next.run();
                            }

                            @Override
                            public void ended(ApiResult.@Nullable Failure failure) {
                                ended.add(String.valueOf(failure));
                            }
                        });
    }
}
