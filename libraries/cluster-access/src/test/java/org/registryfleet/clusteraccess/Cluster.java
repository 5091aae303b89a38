package org.registryfleet.clusteraccess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.ResponseLimits;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A simulated cluster {@code c1} and the connections to it, over a real socket. */
public final class Cluster implements AutoCloseable {
    public static final String ID = "c1";

    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final Path folder;
    private final ClusterConnections connections;

    public Cluster(Path folder) {
        this(folder, ClusterProfile.empty());
    }

    Cluster(Path folder, ResponseLimits limits) {
        this(folder, ClusterProfile.empty(), limits);
    }

    public Cluster(Path folder, ClusterProfile profile) {
        this(folder, profile, ResponseLimits.standard());
    }

    private Cluster(Path folder, ClusterProfile profile, ResponseLimits limits) {
        this.folder = folder;
        this.connections =
                new ClusterConnections(
                        ConnectionSettings.of("test", folder)
                                .withCallTimeLimit(Duration.ofSeconds(3))
                                .withLimits(limits));
        add(ID, profile);
    }

    /** One more cluster, registered under its id. */
    public SimulatedCluster add(String id, ClusterProfile profile) {
        var cluster = fleet.addCluster(id, profile);
        try {
            Files.writeString(folder.resolve(id), cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.register(id, "kubeconfig:" + id);
        return cluster;
    }

    public SimulatedFleet fleet() {
        return fleet;
    }

    public SimulatedCluster simulated() {
        return fleet.cluster(ID);
    }

    public ClusterConnections connections() {
        return connections;
    }

    public ClusterApi api() {
        return connections.api(ID).orElseThrow();
    }

    public static ObjectNode json(String text) {
        try {
            return new JsonMapper().readValue(text.replace('\'', '"'), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        connections.close();
        fleet.close();
    }
}
