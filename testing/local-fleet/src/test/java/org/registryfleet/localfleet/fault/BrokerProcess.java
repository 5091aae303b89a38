package org.registryfleet.localfleet.fault;

import org.apache.kafka.metadata.storage.Formatter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One broker and controller of several, in its own Java process. */
final class BrokerProcess {

    private static final String CLUSTER_ID = "cmVnaXN0cnktZmxlZXQtMw";

    private final int id;
    private final Path folder;
    private final Path properties;
    private volatile Process process;

    private BrokerProcess(int id, Path folder, Path properties) {
        this.id = id;
        this.folder = folder;
        this.properties = properties;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    }

    /** Formats the folder and starts; the maps name the ports of all brokers by id. */
    static BrokerProcess start(
            int id, Path folder, Map<Integer, Integer> brokers, Map<Integer, Integer> controllers) {
        try {
            format(id, Files.createDirectories(folder));
            var properties = folder.resolveSibling("broker-" + id + ".properties");
            try (var out = Files.newOutputStream(properties)) {
                config(id, folder, brokers, controllers).store(out, null);
            }
            return new BrokerProcess(id, folder, properties);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int id() {
        return id;
    }

    Path folder() {
        return folder;
    }

    /** Ends it as kill -9 does. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void startAgain() {
        awaitExit();
        process = launch();
    }

    void awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("broker " + id + " does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Process launch() {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-Xss512k",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kafka.Kafka",
                        properties.toString());
        var output = folder.resolveSibling("broker-" + id + ".log").toFile();
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start broker " + id, failure);
        }
    }

    private static void format(int id, Path folder) throws IOException {
        var silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(id)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(silent)
                    .run();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("Kafka cannot format " + folder, failure);
        }
    }

    private static Properties config(
            int id, Path folder, Map<Integer, Integer> brokers, Map<Integer, Integer> controllers) {
        var voters =
                new TreeMap<>(controllers)
                        .entrySet().stream()
                                .map(one -> one.getKey() + "@127.0.0.1:" + one.getValue())
                                .toList();
        var config = new Properties();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "" + id);
        config.put("controller.quorum.voters", String.join(",", voters));
        config.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(brokers.get(id), controllers.get(id)));
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", folder.toString());
        config.put("auto.create.topics.enable", "false");
        config.put("default.replication.factor", "3");
        config.put("min.insync.replicas", "2");
        config.put("offsets.topic.replication.factor", "3");
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("log.cleaner.dedupe.buffer.size", "" + 8 * 1024 * 1024);
        config.put("log.index.size.max.bytes", "65536");
        config.put("replica.lag.time.max.ms", "10000");
        config.put("broker.session.timeout.ms", "9000");
        config.put("broker.heartbeat.interval.ms", "1000");
        return config;
    }
}
