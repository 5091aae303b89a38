package org.registryfleet.localfleet.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The machine's Prometheus in its own process, with the project's rules. */
final class PrometheusProcess implements AutoCloseable {

    private static final String PROGRAM = "prometheus";
    private static final Path RULES = Path.of("..", "..", "deploy", "prometheus", "rules");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;

    private PrometheusProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder(PROGRAM, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(30, TimeUnit.SECONDS);
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Scrapes these ports of this machine each second. */
    static PrometheusProcess start(Path folder, List<Integer> ports) {
        var targets =
                ports.stream().map("'127.0.0.1:%d'"::formatted).collect(Collectors.joining(", "));
        var config =
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s/*.yml']
                scrape_configs:
                - job_name: registry-fleet
                  metrics_path: /actuator/prometheus
                  static_configs: [{targets: [%s]}]
                """
                        .formatted(RULES.toAbsolutePath().normalize(), targets);
        int port = ServiceProcess.freePort();
        try {
            var file = Files.writeString(folder.resolve("prometheus.yml"), config);
            var process =
                    new ProcessBuilder(
                                    PROGRAM,
                                    "--config.file=" + file,
                                    "--storage.tsdb.path=" + folder.resolve("data"),
                                    "--web.listen-address=127.0.0.1:" + port)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("prometheus.log").toFile())
                            .start();
            return new PrometheusProcess(process, port);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start Prometheus", failure);
        }
    }

    /** The series that a query gives now; none as long as it does not answer. */
    List<JsonNode> query(String query) {
        var address =
                "http://127.0.0.1:%d/api/v1/query?query=%s"
                        .formatted(port, URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            var answer =
                    HTTP.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString());
            var json = JSON.readTree(answer.body());
            if (!json.path("status").asText().equals("success")) {
                throw new IllegalArgumentException(query + ": " + json.path("error").asText());
            }
            return json.at("/data/result").valueStream().toList();
        } catch (IOException notThere) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
