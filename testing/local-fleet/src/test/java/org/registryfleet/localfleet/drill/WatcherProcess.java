package org.registryfleet.localfleet.drill;

import org.registryfleet.clusterwatcher.service.ClusterWatcherApplication;
import org.registryfleet.localfleet.pipeline.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The watcher as it runs in production, in a process of its own that can be killed. */
final class WatcherProcess implements AutoCloseable {
    private final List<String> command;
    private final Path output;
    private volatile Process process;

    WatcherProcess(Workspace workspace, String bootstrapServers) {
        this.command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterWatcherApplication.class.getName(),
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--fleet.instance=drill",
                        "--fleet.kafka.bootstrap-servers=" + bootstrapServers,
                        "--fleet.kafka.replication-factor=1",
                        "--fleet.access.kubeconfig-folder=" + workspace.folder("clusters"),
                        "--fleet.digest-key=env:FLEET_DIGEST_KEY",
                        "--fleet.watch.save-interval=2s");
        this.output = workspace.folder("output").resolve("watcher.log");
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    }

    /** Ends it as kill -9 does: nothing is flushed, nobody is told. */
    void kill() {
        process.destroyForcibly();
    }

    void startAgain() {
        awaitExit();
        process = launch();
    }

    private Process launch() {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("FLEET_DIGEST_KEY", "a key for tests of 32 characters");
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start the watcher", failure);
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the watcher does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        kill();
        awaitExit();
    }
}
