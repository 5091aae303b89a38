package org.registryfleet.localfleet.demo;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.service.RunningInventory;
import org.registryfleet.localfleet.inventory.SimulatedHub;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The demonstration's inventory and its hub, on which teams keep the clusters in three ways: as
 * labelled Secrets, as clusters of Argo CD, and as ManagedClusters of Open Cluster Management.
 */
final class DemoHub implements AutoCloseable {

    /** Its name in the simulation, and that of its kubeconfig. */
    static final String NAME = "hub";

    /** Credential reference of the hub. */
    static final String CREDENTIAL = "kubeconfig:" + NAME;

    private static final String TOKEN = "simulated";
    private static final List<String> TYPES = List.of("labelled-secret", "argocd", "ocm");

    private final ClusterConnections connections;
    private final List<SourceConfiguration> sources;
    private @Nullable RunningInventory inventory;

    private DemoHub(Path kubeconfigs, List<SourceConfiguration> sources) {
        this.connections =
                new ClusterConnections(
                        ConnectionSettings.of("inventory", kubeconfigs).withHub(CREDENTIAL));
        this.sources = sources;
    }

    /** Without a hub: the service admits what people register. */
    static DemoHub without(Path kubeconfigs) {
        return new DemoHub(kubeconfigs, List.of());
    }

    /** Adds it to the simulation, with an object for each of the clusters, which are there. */
    static DemoHub open(SimulatedFleet fleet, List<DemoCluster> clusters, Path kubeconfigs) {
        var added = fleet.addCluster(NAME, ClusterProfile.empty());
        try {
            Files.writeString(kubeconfigs.resolve(NAME), added.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the kubeconfig of the hub", failure);
        }
        var open = new DemoHub(kubeconfigs, TYPES.stream().map(DemoHub::source).toList());
        var hub = new SimulatedHub(added);
        for (int i = 0; i < clusters.size(); i++) {
            describe(hub, fleet, clusters.get(i), TYPES.get(i % TYPES.size()));
        }
        return open;
    }

    /** Starts the service that takes its clusters in, each of which the fleet may write to. */
    void takeIn(LocalKafka kafka, LocalDigestKey key) {
        inventory =
                RunningInventory.start(
                        new RunningInventory.Options(
                                KafkaAccess.of(kafka.bootstrapServers()),
                                connections,
                                key.digester(),
                                sources,
                                InstantSource.system(),
                                _ -> {}));
    }

    /** What cannot go on; empty when everything runs. */
    String dead() {
        return inventory == null ? "" : inventory.dead();
    }

    @Override
    public void close() {
        if (inventory != null) {
            inventory.close();
        }
        connections.close();
    }

    private static SourceConfiguration source(String type) {
        var settings =
                SourceSettings.of(type, type, TYPES.indexOf(type))
                        .withMode("FULL")
                        .withLabels(new LabelMapping(Set.of("canary"), Map.of()));
        return new SourceConfiguration(settings.asSimulated(), List.of("*"), "", "");
    }

    private static void describe(
            SimulatedHub hub, SimulatedFleet fleet, DemoCluster cluster, String type) {
        var id = cluster.id();
        var server = fleet.baseUrl(id);
        var labels = cluster.labels();
        switch (type) {
            case "labelled-secret" ->
                    hub.labelled(id, labels, Map.of("kubeconfig", fleet.kubeconfig(id)));
            case "argocd" ->
                    hub.argo(
                            id,
                            labels,
                            Map.of(
                                    "name",
                                    id,
                                    "server",
                                    server,
                                    "config",
                                    "{\"bearerToken\":\"" + TOKEN + "\"}"));
            default -> hub.managed(id, server, TOKEN, labels);
        }
    }
}
