package org.registryfleet.clusteraccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpVersion;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Success;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusteraccess.api.ApiResult.Why;
import org.registryfleet.clusteraccess.api.WatchSink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class TlsConnectionTest {
    @TempDir Path folder;
    private TlsServer server;
    private ClusterConnections connections;

    @BeforeEach
    void start() throws Exception {
        server = new TlsServer(folder);
        connections = new ClusterConnections(ConnectionSettings.of("test", folder));
        connections.register("c", "kubeconfig:c");
    }

    @AfterEach
    void stop() {
        connections.close();
        server.close();
    }

    @Test
    void sendsAllWatchesAndCallsOverOneConnection() throws Exception {
        Files.writeString(folder.resolve("c"), server.kubeconfig(server.certificate()));
        var api = connections.api("c").orElseThrow();
        var answer = api.call(ApiRequest.get("/version"));
        assertThat(answer).isInstanceOf(Success.class);
        assertThat(((Success) answer).body().path("agent").asText())
                .isEqualTo("registry-fleet-test/dev");

        var lines = new AtomicInteger();
        for (var i = 0; i < 40; i++) {
            api.watch("/api/v1/pods?watch=true", counting(lines));
        }
        await().until(() -> lines.get() == 40);
        assertThat(api.call(ApiRequest.get("/version"))).isInstanceOf(Success.class);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.versions()).containsOnly(HttpVersion.HTTP_2);
    }

    @Test
    void saysThatTheCertificateIsNotTrusted() throws Exception {
        var other = folder.resolve("other.p12");
        TlsServer.generate(other);
        Files.writeString(folder.resolve("c"), server.kubeconfig(TlsServer.certificate(other)));

        var answer = connections.api("c").orElseThrow().call(ApiRequest.get("/version"));

        assertThat(answer).isInstanceOf(Unanswered.class);
        assertThat(((Unanswered) answer).why()).isEqualTo(Why.UNTRUSTED);
        assertThat(((Unanswered) answer).message())
                .contains("cluster c (kubeconfig:c)")
                .contains("put the CA that signed it")
                .doesNotContain("the-secret-token");
    }

    @Test
    void tellsTheAuthorityThatAServerMustComeFrom() throws Exception {
        Files.writeString(folder.resolve("c"), server.kubeconfig(server.certificate()));
        var api = connections.api("c").orElseThrow();
        var before = api.authority();
        var other = folder.resolve("other.p12");
        TlsServer.generate(other);

        Files.writeString(folder.resolve("c"), server.kubeconfig(TlsServer.certificate(other)));

        assertThat(before).hasSize(64);
        await().until(() -> !api.authority().equals(before));
    }

    @Test
    void goesThroughTheProxyOfAKubeconfig() throws Exception {
        try (var proxy = new ConnectProxy()) {
            Files.writeString(
                    folder.resolve("c"),
                    server.kubeconfig(server.certificate())
                            .replace(
                                    "{server:",
                                    "{proxy-url: \"%s\", server:".formatted(proxy.url())));

            var answer = connections.api("c").orElseThrow().call(ApiRequest.get("/version"));

            assertThat(answer).isInstanceOf(Success.class);
            assertThat(proxy.tunnels()).hasSize(1);
        }
    }

    private static WatchSink counting(AtomicInteger lines) {
        return new WatchSink() {
            @Override
            public void opened() {}

            @Override
            public void lines(List<byte[]> more, Runnable next) {
                lines.addAndGet(more.size());
                next.run();
            }

            @Override
            public void ended(ApiResult.@Nullable Failure failure) {}
        };
    }
}
