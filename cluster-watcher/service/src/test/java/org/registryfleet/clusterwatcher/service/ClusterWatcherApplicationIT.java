package org.registryfleet.clusterwatcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.ObservationType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class ClusterWatcherApplicationIT {

    @TempDir Path folder;

    @Test
    void watchesTheRegisteredClustersAndTellsHowItIs() throws Exception {
        Files.writeString(folder.resolve("key"), "a-test-key-of-enough-bytes");
        try (var lab = new LogLab(folder)) {
            lab.addCluster("c1");
            lab.register("c1");
            try (var context =
                    ClusterWatcherApplication.application()
                            .run(
                                    "--server.port=0",
                                    "--fleet.kafka.replication-factor=1",
                                    "--fleet.kafka.bootstrap-servers=" + lab.bootstrapServers(),
                                    "--fleet.access.kubeconfig-folder=" + folder,
                                    "--fleet.digest-key=file:" + folder.resolve("key"))) {
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () ->
                                        lab.observations("c1").stream()
                                                .anyMatch(
                                                        o ->
                                                                o.getType()
                                                                        == ObservationType.SYNCED));

                var port = context.getEnvironment().getProperty("local.server.port");
                assertThat(get(port, "/actuator/health")).contains("\"clusters\":1");
                assertThat(get(port, "/actuator/prometheus"))
                        .contains("registryfleet_observations_total{")
                        .contains("type=\"SYNCED\"");
            }
        }
    }

    @Test
    void reportsAllWrongSettingsTogether() {
        assertThatThrownBy(
                        () ->
                                ClusterWatcherApplication.application()
                                        .run(
                                                "--server.port=0",
                                                "--fleet.instance=",
                                                "--fleet.digest-key=the-key-itself",
                                                "--fleet.access.hub=nonsense",
                                                "--fleet.watch.page-size=0",
                                                "--fleet.redaction.places=Secret"))
                .rootCause()
                .hasMessageContaining("fleet.instance is empty")
                .hasMessageContaining("fleet.digest-key must be")
                .hasMessageContaining("fleet.access.hub")
                .hasMessageContaining("fleet.watch.page-size")
                .hasMessageContaining("fleet.redaction.places")
                .hasMessageNotContaining("the-key-itself");
    }

    private static String get(String port, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
