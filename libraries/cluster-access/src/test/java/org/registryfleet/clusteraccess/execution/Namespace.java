package org.registryfleet.clusteraccess.execution;

import static org.registryfleet.clusteraccess.Cluster.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.events.Action;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The namespace {@code ns} of a cluster, and an executor that works on it. */
final class Namespace implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final SimulatedObjectRef MAP = SimulatedObjectRef.of("v1", "ConfigMap", "ns", "m");

    private final Cluster cluster;
    private final ActionExecutor executor;

    Namespace(Path folder) {
        cluster = new Cluster(folder);
        executor = new ActionExecutor(cluster.connections(), () -> NOW);
        apply("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'ns'}}");
    }

    /** The manifest of the config map. */
    static String map(String data) {
        return "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','namespace':'ns'},'data':%s}"
                .formatted(data);
    }

    Outcome execute(Action action) {
        return executor.execute(action, Actions.CAUSE);
    }

    void register(OwnershipMode mode) {
        cluster.connections()
                .register(
                        ClusterRegistration.newBuilder()
                                .setCluster(Cluster.ID)
                                .setCredential("kubeconfig:" + Cluster.ID)
                                .setMode(mode)
                                .build());
    }

    SimulatedCluster cluster() {
        return cluster.simulated();
    }

    ObjectNode apply(String manifest) {
        return cluster.simulated().apply(json(manifest));
    }

    /** Creates the config map as another client. */
    ObjectNode existing() {
        return apply(map("{'a':'1'}"));
    }

    Optional<ObjectNode> map() {
        return cluster.simulated().get(MAP);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
