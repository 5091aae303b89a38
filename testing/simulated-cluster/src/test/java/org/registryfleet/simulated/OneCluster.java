package org.registryfleet.simulated;

/** A fleet of one cluster with one namespace, and somebody who talks to it. */
final class OneCluster implements AutoCloseable {

    static final String ID = "one";
    static final String MAPS = "/api/v1/namespaces/ns/configmaps";

    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final SimulatedCluster cluster = fleet.addCluster(ID);
    private final Api api = Api.to(cluster.baseUrl());

    OneCluster() {
        cluster.apply(TestObjects.namespace("ns"));
    }

    SimulatedFleet fleet() {
        return fleet;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    Api api() {
        return api;
    }

    /** Writes a ConfigMap; the resource version that it has then. */
    long write(String name) {
        return cluster.apply(TestObjects.configMap("ns", name))
                .path("metadata")
                .path("resourceVersion")
                .asLong();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
