package org.registryfleet.localfleet.demo;

import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulatedcloud.SimulatedCloud;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * Serves the demonstration's clusters and their clouds to services in other processes and registers
 * them: the demonstration's part of {@code docker-compose.yml}. Its settings are environment
 * variables; it keeps no state, a restart makes new clusters under the old names.
 */
public final class SimulatedClusters {

    private SimulatedClusters() {}

    /**
     * What it is told.
     *
     * @param address a name of this machine under which the services find it, and a port
     * @param cloud the same for the clouds of the clusters
     * @param kubeconfigs folder that the services read, too
     * @param patience how long to wait for Kafka
     */
    record Settings(
            InetSocketAddress address,
            InetSocketAddress cloud,
            int clusters,
            Path kubeconfigs,
            KafkaAccess log,
            Duration patience) {

        static Settings of(UnaryOperator<String> environment) {
            return new Settings(
                    address(environment, "SIMULATED_PORT"),
                    address(environment, "SIMULATED_CLOUD_PORT"),
                    Integer.parseInt(required(environment, "SIMULATED_CLUSTERS")),
                    Path.of(required(environment, "SIMULATED_KUBECONFIGS")),
                    log(environment),
                    Duration.parse(optional(environment, "SIMULATED_PATIENCE", "PT2M")));
        }

        private static InetSocketAddress address(UnaryOperator<String> environment, String port) {
            return new InetSocketAddress(
                    required(environment, "SIMULATED_HOST"),
                    Integer.parseInt(required(environment, port)));
        }

        private static KafkaAccess log(UnaryOperator<String> environment) {
            var file = optional(environment, "FLEET_KAFKA_CLIENT_FILE", "");
            return KafkaAccess.of(
                    required(environment, "FLEET_KAFKA_BOOTSTRAP_SERVERS"),
                    file.isEmpty() ? null : Path.of(file));
        }

        private static String required(UnaryOperator<String> environment, String name) {
            var value = environment.apply(name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(
                        "the environment variable %s is not set".formatted(name));
            }
            return value;
        }

        private static String optional(
                UnaryOperator<String> environment, String name, String standard) {
            var value = environment.apply(name);
            return value == null || value.isBlank() ? standard : value;
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "simulated-clusters-logback.xml");
        }
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::countDown));
        try (var running = serve(Settings.of(System::getenv))) {
            var fleet = running.fleet();
            LoggerFactory.getLogger(SimulatedClusters.class)
                    .info("{} clusters at {}", fleet.clusterIds().size(), fleet.baseUrl("<id>"));
            stop.await();
        }
    }

    /** What is served. */
    record Running(SimulatedFleet fleet, SimulatedCloud cloud) implements AutoCloseable {

        @Override
        public void close() {
            fleet.close();
            cloud.close();
        }
    }

    /** The running simulation, every cluster registered. */
    static Running serve(Settings settings) throws IOException {
        var running =
                new Running(
                        SimulatedFleet.start(settings.address()),
                        SimulatedCloud.start(settings.cloud()));
        try {
            fill(running, settings);
            return running;
        } catch (IOException | RuntimeException failure) {
            running.close();
            throw failure;
        }
    }

    private static void fill(Running running, Settings settings) throws IOException {
        Files.createDirectories(settings.kubeconfigs());
        var fleet = running.fleet();
        var clusters = DemoCluster.fleet(settings.clusters());
        clusters.forEach(cluster -> cluster.addTo(fleet, settings.kubeconfigs()));
        clusters.forEach(cluster -> DemoCloud.open(cluster, fleet, running.cloud()));
        awaitLog(settings);
        try (var registrations = new RegistrationCommands(settings.log(), "registry-fleet/local")) {
            clusters.forEach(cluster -> registrations.register(cluster.registration(fleet)));
        }
    }

    private static void awaitLog(Settings settings) {
        try (var admin = settings.log().admin()) {
            var topics = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, topics, settings.patience(), _ -> {})
                    .ensure(Topics.of(Topics.CLUSTERS));
        }
    }
}
