package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.execution.ActionExecutor;
import org.registryfleet.clusteraccess.execution.ClusterQueues;
import org.registryfleet.clusteraccess.execution.QueueListener;
import org.registryfleet.clusteraccess.execution.QueueSettings;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What paper clusters ask for outside: carried out as the storage stage's service does, by lanes
 * and with the executor for buckets. The Secret with the account's key is that of one simulated
 * cluster, which stands for the API servers of all.
 */
final class SyntheticClouds implements AutoCloseable {

    private static final String KEEPER = "keeper";

    private final SimulatedFleet keepers = SimulatedFleet.start();
    private final ObjectStorage storage;
    private final ClusterConnections connections;
    private final ClusterQueues lanes;

    /**
     * @param folder for the connections' files
     * @param cloud takes the requests to every provider
     */
    SyntheticClouds(Path folder, URI cloud) {
        var keeper = keepers.addCluster(KEEPER);
        keeper.apply(BenchObjects.namespace());
        keeper.apply(BenchObjects.mintedKey("shared"));
        try {
            Files.writeString(folder.resolve(KEEPER), keeper.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write a kubeconfig", failure);
        }
        storage =
                new ObjectStorage(
                        ProviderTimeouts.STANDARD,
                        (_, _) -> Optional.of(cloud),
                        SyntheticClouds::digests);
        connections = new ClusterConnections(ConnectionSettings.of("benchmarks", folder));
        lanes =
                new ClusterQueues(
                        new ActionExecutor(connections, InstantSource.system(), storage),
                        QueueSettings.standard(),
                        connections.threads(),
                        InstantSource.system(),
                        QueueListener.NONE);
    }

    /** Lets a cluster's actions find its Secrets. */
    void add(String cluster) {
        connections.register(cluster, "kubeconfig:" + KEEPER);
    }

    void carryOut(Action action, Cause cause, Consumer<Outcome> answer) {
        var _ = lanes.submit(action, cause).thenAccept(answer);
    }

    @Override
    public void close() {
        connections.close();
        storage.close();
        keepers.close();
    }

    private static Digester digests() {
        return Digester.of("a key of the benchmarks, 32 bytes".getBytes(StandardCharsets.UTF_8));
    }
}
