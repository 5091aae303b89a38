package org.registryfleet.localfleet.broker;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.registryfleet.localfleet.kafka.Broker;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Kafka in a container of the image that docker-compose.yml names. */
final class ContainerKafka implements Broker {

    private static final Path COMPOSE = Path.of("../../docker-compose.yml");
    private static final Pattern IMAGE = Pattern.compile("image: (apache/kafka:\\S+)");

    /** By folder; the engine removes them when this process has ended. */
    private static final Map<Path, KafkaContainer> CONTAINERS = new ConcurrentHashMap<>();

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    static Broker start(Path folder) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            untold("no container engine answers on this machine");
        }
        var known = CONTAINERS.get(folder);
        if (known == null) {
            var container = container();
            started(container);
            CONTAINERS.put(folder, container);
            return new ContainerKafka(container);
        }
        known.getDockerClient().startContainerCmd(known.getContainerId()).exec();
        return new ContainerKafka(known);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    /** Ends the broker without a goodbye, like a node that is lost; its data stays. */
    @Override
    public void close() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    private static void started(KafkaContainer container) {
        try {
            container.start();
        } catch (ContainerFetchException unobtainable) {
            untold(unobtainable.getMessage());
        }
    }

    private static void untold(@Nullable String why) {
        var message = "SKIPPED: no story on Kafka in a container, since " + why;
        System.out.println(message);
        Assumptions.abort(message);
    }

    private static KafkaContainer container() {
        var container = new KafkaContainer(DockerImageName.parse(image()));
        // a broker that comes back must be found where it was
        container.setPortBindings(List.of(freePort() + ":9092"));
        return container
                // on a machine that is busy with other things
                .withStartupTimeout(Duration.ofMinutes(4))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx384m");
    }

    private static String image() {
        try {
            var named = IMAGE.matcher(Files.readString(COMPOSE));
            if (named.find()) {
                return named.group(1);
            }
            throw new IllegalStateException("no image of Kafka in " + COMPOSE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
