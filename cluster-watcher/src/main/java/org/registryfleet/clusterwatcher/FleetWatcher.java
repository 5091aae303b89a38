package org.registryfleet.clusterwatcher;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusterwatcher.kafka.Shards;
import org.registryfleet.clusterwatcher.watch.ClusterWatch;
import org.registryfleet.clusterwatcher.watch.WatchParts;
import org.registryfleet.events.ClusterRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Watches clusters as it is told. A cluster whose credential reference changes begins a new
 * session, because versions of one API server mean nothing to another.
 */
public final class FleetWatcher implements Shards.Watching, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetWatcher.class);

    private final ClusterConnections connections;
    private final WatchParts parts;
    private final Function<String, InstantSource> clocks;
    private final Map<String, Running> watches = new ConcurrentHashMap<>();

    private record Running(String credential, ClusterWatch watch) {}

    public FleetWatcher(ClusterConnections connections, WatchParts parts) {
        this(connections, parts, cluster -> parts.clock());
    }

    /** With a clock per cluster, for runs in which time is an input. */
    public FleetWatcher(
            ClusterConnections connections,
            WatchParts parts,
            Function<String, InstantSource> clocks) {
        this.connections = connections;
        this.parts = parts;
        this.clocks = clocks;
    }

    @Override
    public void watch(ClusterRegistration registration) {
        watch(registration.getCluster(), registration.getCredential());
    }

    /** Begins to watch; nothing happens when it does so already with this credential. */
    public void watch(String cluster, String credential) {
        var known = watches.get(cluster);
        if (known != null && known.credential().equals(credential)) {
            return;
        }
        unwatch(Set.of(cluster));
        try {
            connections.register(cluster, credential);
        } catch (CredentialException e) {
            LOG.warn("cluster {} is not watched: {}", cluster, e.getMessage());
            return;
        }
        watches.put(cluster, begin(cluster, credential));
    }

    /** Ends the watches; returns when nothing of these clusters is observed any more. */
    @Override
    public void unwatch(Collection<String> clusters) {
        var closing =
                clusters.stream()
                        .map(watches::remove)
                        .filter(Objects::nonNull)
                        .map(
                                running ->
                                        CompletableFuture.runAsync(
                                                running.watch()::close, parts.threads()))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closing).join();
    }

    public Set<String> watched() {
        return Set.copyOf(watches.keySet());
    }

    @Override
    public void close() {
        unwatch(watched());
    }

    private Running begin(String cluster, String credential) {
        var api = connections.api(cluster).orElseThrow();
        var watch = new ClusterWatch(cluster, api, parts.withClock(clocks.apply(cluster)));
        watch.start();
        return new Running(credential, watch);
    }
}
