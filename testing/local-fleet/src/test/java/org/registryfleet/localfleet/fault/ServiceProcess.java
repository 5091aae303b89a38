package org.registryfleet.localfleet.fault;

import org.registryfleet.localfleet.pipeline.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service in its own Java process, which can be killed and started again. */
final class ServiceProcess implements AutoCloseable {

    private static final String REPLICATION = "--fleet.kafka.replication-factor=";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> RELEASE =
            Map.of(
                    "IMAGE", "registry:latest",
                    "IMAGE_PRUNER", "cli:latest",
                    "OPERATOR_IMAGE", "op:latest",
                    "RELEASE_VERSION", "0.0.1-snapshot");

    private final Service service;
    private final List<String> command;
    private final Path output;
    private final int port;
    private volatile Process process;

    private ServiceProcess(Service service, List<String> command, Path output, int port) {
        this.service = service;
        this.command = command;
        this.output = output;
        this.port = port;
        this.process = launch();
        // a test that is stopped from outside must not leave it behind
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    }

    /** Starts the service; it is the same instance whenever it is started again. */
    static ServiceProcess start(
            Service service, Workspace workspace, String bootstrapServers, String... more) {
        int port = freePort();
        var command = new ArrayList<>(java());
        command.add(service.main());
        command.add("--server.port=" + port);
        command.add("--server.address=127.0.0.1");
        command.add("--fleet.instance=fault");
        command.add("--fleet.kafka.bootstrap-servers=" + bootstrapServers);
        if (List.of(more).stream().noneMatch(one -> one.startsWith(REPLICATION))) {
            command.add(REPLICATION + "1");
        }
        command.add("--fleet.state-dir=" + workspace.folder("state").resolve(service.word()));
        command.add("--fleet.access.kubeconfig-folder=" + workspace.folder("clusters"));
        command.add("--fleet.digest-key=env:FLEET_DIGEST_KEY");
        command.addAll(List.of(more));
        var output = workspace.folder("output").resolve(service.word() + ".log");
        return new ServiceProcess(service, command, output, port);
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private Process launch() {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(RELEASE);
        builder.environment().put("FLEET_DIGEST_KEY", "a key for tests of 32 characters");
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start " + service, failure);
        }
    }

    Service service() {
        return service;
    }

    /** Where it answers. */
    int port() {
        return port;
    }

    /** Ends it as kill -9 does: nothing is flushed, nobody is told. */
    void kill() {
        process.destroyForcibly();
    }

    /** Starts it again once the old process is gone. */
    void startAgain() {
        awaitExit();
        process = launch();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(service + " does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Everything it has printed, over all its lives. */
    String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether it says of itself that it works. */
    boolean isHealthy() {
        if (!process.isAlive()) {
            throw new IllegalStateException(service + " has ended by itself:\n" + output());
        }
        return get("/actuator/health").map(answer -> answer.contains("\"UP\"")).orElse(false)
                && !get("/actuator/health").orElse("").contains("\"DOWN\"");
    }

    java.util.Optional<String> get(String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return java.util.Optional.of(answer.body());
        } catch (IOException notThere) {
            return java.util.Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return java.util.Optional.empty();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
