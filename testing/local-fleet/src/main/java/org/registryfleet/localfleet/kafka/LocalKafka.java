package org.registryfleet.localfleet.kafka;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** One broker that is its own controller. What is in its folder survives a restart. */
public final class LocalKafka implements Broker {

    private static final String CLUSTER_ID = "cmVnaXN0cnktZmxlZXQtMQ";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private LocalKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts a broker on free ports, or on the ports it had when the folder was last used. */
    public static LocalKafka start(Path folder) {
        return start(folder, Map.of());
    }

    /**
     * The same with further settings of the broker, which win; its listener is called PLAINTEXT,
     * whatever it speaks.
     */
    public static LocalKafka start(Path folder, Map<String, String> further) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve("meta.properties"))) {
                format(folder);
            }
            var ports = Ports.of(folder);
            var config = config(folder, ports);
            config.putAll(further);
            var server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            server.startup();
            return new LocalKafka(server, "127.0.0.1:" + ports.broker());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use " + folder + " for Kafka's data", failure);
        }
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws IOException {
        var silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(1)
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

    private static Properties config(Path folder, Ports ports) {
        var config = new Properties();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@127.0.0.1:" + ports.controller());
        config.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(ports.broker(), ports.controller()));
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", folder.toString());
        config.put("auto.create.topics.enable", "false");
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        config.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        // a broker that comes back must not wait long for its own old session to end, yet a busy
        // machine must not let it miss its heartbeats
        config.put("broker.session.timeout.ms", "6000");
        config.put("broker.heartbeat.interval.ms", "500");
        return config;
    }

    /** The ports, kept in the folder: a restarted broker must be found where it was. */
    private record Ports(int broker, int controller) {

        static Ports of(Path folder) throws IOException {
            var file = folder.resolve("ports");
            if (Files.exists(file)) {
                var kept = Files.readString(file).strip().split(" ", 2);
                var ports = new Ports(Integer.parseInt(kept[0]), Integer.parseInt(kept[1]));
                if (isFree(ports.broker()) && isFree(ports.controller())) {
                    return ports;
                }
            }
            var ports = free();
            Files.writeString(file, ports.broker() + " " + ports.controller());
            return ports;
        }

        private static Ports free() throws IOException {
            try (var a = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var b = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new Ports(a.getLocalPort(), b.getLocalPort());
            }
        }

        private static boolean isFree(int port) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.isBound();
            } catch (IOException inUse) {
                return false;
            }
        }
    }
}
