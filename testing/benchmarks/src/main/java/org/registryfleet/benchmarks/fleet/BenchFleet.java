package org.registryfleet.benchmarks.fleet;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.FarLink;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Kafka, the whole control plane and simulated clusters in this process; gone when closed. */
public final class BenchFleet implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Workspace workspace = Workspace.temporary();
    private final LocalKafka kafka = LocalKafka.start(workspace.folder("kafka"));
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final Pipeline pipeline;
    private final RegistrationCommands registrations;

    private BenchFleet(Map<String, String> properties) {
        pipeline =
                Pipeline.start(
                        new PipelineSettings(
                                kafka.bootstrapServers(),
                                workspace.folder("clusters"),
                                workspace.folder("state"),
                                _ -> Instant.now(),
                                LocalDigestKey.in(workspace.root()),
                                0,
                                properties));
        registrations =
                new RegistrationCommands(
                        KafkaAccess.of(kafka.bootstrapServers()), "registry-fleet/benchmarks");
    }

    public static BenchFleet start() {
        return start(Map.of());
    }

    /** With further settings of all services. */
    public static BenchFleet start(Map<String, String> properties) {
        return new BenchFleet(properties);
    }

    /** Adds a cluster without telling the control plane. */
    public SimulatedCluster add(String id, ClusterProfile profile) {
        var cluster = fleet.addCluster(id, profile);
        write(id, cluster.kubeconfig());
        return cluster;
    }

    /** Adds a cluster that the control plane reaches over the link only, and announces it. */
    public SimulatedCluster announce(String id, ClusterProfile profile, FarLink link) {
        var cluster = fleet.addCluster(id, profile);
        var port = URI.create(fleet.baseUrl(id)).getPort();
        write(id, cluster.kubeconfig().replace(":" + port + "/", ":" + link.port() + "/"));
        announce(id);
        return cluster;
    }

    private void write(String id, String kubeconfig) {
        try {
            Files.writeString(workspace.folder("clusters").resolve(id), kubeconfig);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the kubeconfig of " + id, failure);
        }
    }

    /** Takes the cluster into the fleet and waits until its operator reports. */
    public void register(String id) {
        announce(id);
        var cluster = fleet.cluster(id);
        Pause.until(
                () ->
                        cluster.get(BenchObjects.CLUSTER_OPERATOR)
                                .filter(object -> object.path("status").hasNonNull("conditions"))
                                .isPresent(),
                LIMIT,
                "the first report of " + id);
    }

    /** Takes the cluster into the fleet. */
    public void announce(String id) {
        registrations.register(registration(id, fleet.baseUrl(id)));
    }

    /** Takes the cluster into the fleet to be watched; nothing is done for it. */
    public void watch(String id) {
        registrations.register(
                ClusterRegistration.newBuilder(registration(id, fleet.baseUrl(id)))
                        .setPaused(true)
                        .build());
    }

    /** Waits until no cluster has changed for so long. */
    public void awaitStill(Duration still) {
        Pause.untilStill(this::changes, still, LIMIT);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public SimulatedFleet clusters() {
        return fleet;
    }

    @Override
    public void close() {
        registrations.close();
        pipeline.close();
        fleet.close();
        kafka.close();
        workspace.close();
    }

    /** A cluster that we manage in full. */
    public static ClusterRegistration registration(String id, String endpoint) {
        return ClusterRegistration.newBuilder()
                .setCluster(id)
                .setDisplayName(id)
                .setEndpoint(endpoint)
                .setCredential("kubeconfig:" + id)
                .setMode(OwnershipMode.FULL)
                .setSimulated(true)
                .build();
    }

    private long changes() {
        return fleet.clusterIds().stream()
                .mapToLong(id -> fleet.cluster(id).resourceVersion())
                .sum();
    }
}
