package org.registryfleet.clusterwatcher.service;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusterwatcher.service.kafka.Shards;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.clusterwatcher.service.watch.ClusterWatch;
import org.registryfleet.clusterwatcher.service.watch.ClusterWatch.CloseMode;
import org.registryfleet.clusterwatcher.service.watch.WatchContext;
import org.registryfleet.clusterwatcher.service.watch.WatchedCluster;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.WatchState;
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
 * Runs a {@link ClusterWatch} for every assigned cluster. A cluster whose credential reference
 * changes is relisted, because it may name another API server, whose resourceVersions are not
 * comparable.
 */
public final class FleetWatcher implements Shards.Assignments, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetWatcher.class);

    private static final String OTHER_CREDENTIAL = "its credential has changed";

    private final ClusterConnections connections;
    private final WatchContext context;
    private final Function<String, InstantSource> clocks;
    private final Map<String, Running> watches = new ConcurrentHashMap<>();

    private record Running(WatchedCluster cluster, ClusterWatch watch) {}

    public FleetWatcher(ClusterConnections connections, WatchContext context) {
        this(connections, context, cluster -> context.clock());
    }

    /** Takes a clock per cluster, for deterministic runs in which time is an input. */
    public FleetWatcher(
            ClusterConnections connections,
            WatchContext context,
            Function<String, InstantSource> clocks) {
        this.connections = connections;
        this.context = context;
        this.clocks = clocks;
    }

    /**
     * Idempotent: a cluster that is watched by this endpoint already only learns of a new token.
     */
    @Override
    public void watch(ClusterRegistration registration, ResumePoint resumePoint) {
        var cluster = new WatchedCluster(registration.getCluster(), watchedAs(registration));
        var known = watches.get(cluster.id());
        boolean isWatched = known != null && known.cluster().equals(cluster);
        var start = known == null ? resumePoint : anewAfter(known.watch());
        if (!isWatched) {
            end(Set.of(cluster.id()), CloseMode.FENCED);
        }
        try {
            connections.register(registration);
        } catch (CredentialException e) {
            LOG.warn("cluster {} is not watched: {}", cluster.id(), e.getMessage());
            return;
        }
        if (!isWatched) {
            watches.put(cluster.id(), start(cluster, start));
        }
    }

    // of an imported cluster the address and the CA, too: what answers there may be another cluster
    private static String watchedAs(ClusterRegistration registration) {
        return registration.getSource().isEmpty()
                ? registration.getCredential()
                : "%s %s %s"
                        .formatted(
                                registration.getCredential(),
                                registration.getEndpoint(),
                                registration.getAuthority());
    }

    private static ResumePoint anewAfter(ClusterWatch watch) {
        return new ResumePoint.Anew(watch.ended(), OTHER_CREDENTIAL);
    }

    @Override
    public void leave(Collection<String> clusters) {
        close(clusters, CloseMode.DISCARD);
        clusters.forEach(context.sink()::forget);
    }

    @Override
    public void release(Collection<String> clusters) {
        close(clusters, CloseMode.CHECKPOINT);
    }

    @Override
    public boolean yieldTo(WatchState claim) {
        var running = watches.get(claim.getCluster());
        if (running == null || claim.getEpoch() <= running.watch().epoch()) {
            return false;
        }
        LOG.warn("cluster {}: another watcher has taken over", claim.getCluster());
        close(Set.of(claim.getCluster()), CloseMode.FENCED);
        return true;
    }

    /** Closes the watches and their connections. */
    private void close(Collection<String> clusters, CloseMode mode) {
        end(clusters, mode);
        clusters.forEach(connections::remove);
    }

    /** Closes the watches in parallel; returns when none of them observes anything any more. */
    private void end(Collection<String> clusters, CloseMode mode) {
        var closing =
                clusters.stream()
                        .map(watches::remove)
                        .filter(Objects::nonNull)
                        .map(
                                running ->
                                        CompletableFuture.runAsync(
                                                () -> running.watch().close(mode),
                                                context.threads()))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closing).join();
    }

    public Set<String> watched() {
        return Set.copyOf(watches.keySet());
    }

    @Override
    public void close() {
        release(watched());
    }

    private Running start(WatchedCluster cluster, ResumePoint resumePoint) {
        var api = connections.api(cluster.id()).orElseThrow();
        var own = context.withClock(clocks.apply(cluster.id()));
        var start = validated(resumePoint, cluster, own);
        var watch = new ClusterWatch(cluster, api, own, start.ended());
        watch.start(start);
        return new Running(cluster, watch);
    }

    /** Relists instead of resuming when the checkpoint does not match the current configuration. */
    private static ResumePoint validated(
            ResumePoint resumePoint, WatchedCluster cluster, WatchContext context) {
        if (!(resumePoint instanceof ResumePoint.Continued(var state))) {
            return resumePoint;
        }
        if (!state.getCredential().equals(cluster.credential())) {
            return resumePoint.because(OTHER_CREDENTIAL);
        }
        if (!state.getTerms().equals(context.terms())) {
            return resumePoint.because("the kinds, the redaction or its key have changed");
        }
        var limit = context.settings().listLimit();
        return state.getListedAt().plus(limit).isBefore(context.clock().instant())
                ? resumePoint.because("everything was last listed at " + state.getListedAt())
                : resumePoint;
    }
}
