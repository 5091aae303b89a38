package org.registryfleet.simulated;

import java.net.http.HttpClient;

/** A fleet of one cluster with one namespace, and somebody who talks to it. */
final class OneCluster implements AutoCloseable {

    static final String ID = "one";
    static final String MAPS = "/api/v1/namespaces/ns/configmaps";

    private final SimulatedFleet fleet;
    private final SimulatedCluster cluster;
    private final HttpClient client;

    OneCluster() {
        this(SimulatedFleet.start(), HttpClient.newHttpClient());
    }

    OneCluster(SimulatedFleet fleet, HttpClient client) {
        this.fleet = fleet;
        this.client = client;
        cluster = fleet.addCluster(ID);
        cluster.apply(TestObjects.namespace("ns"));
    }

    SimulatedFleet fleet() {
        return fleet;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    Api api() {
        return api("");
    }

    Api api(String token) {
        return new Api(client, cluster.baseUrl(), token);
    }

    HttpClient client() {
        return client;
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
