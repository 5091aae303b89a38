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
 * Watches clusters as it is told, from where they were left. A cluster whose credential reference
 * changes is listed anew, because versions of one API server mean nothing to another.
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

    /** With a clock per cluster, for runs in which time is an input. */
    public FleetWatcher(
            ClusterConnections connections,
            WatchContext context,
            Function<String, InstantSource> clocks) {
        this.connections = connections;
        this.context = context;
        this.clocks = clocks;
    }

    @Override
    public void watch(ClusterRegistration registration, ResumePoint resumePoint) {
        watch(
                new WatchedCluster(registration.getCluster(), registration.getCredential()),
                resumePoint);
    }

    /** Begins to watch; nothing happens when it does so already with this credential. */
    private void watch(WatchedCluster cluster, ResumePoint resumePoint) {
        var known = watches.get(cluster.id());
        if (known != null && known.cluster().equals(cluster)) {
            return;
        }
        var start = known == null ? resumePoint : anewAfter(known.watch());
        end(Set.of(cluster.id()), CloseMode.FENCED);
        try {
            connections.register(cluster.id(), cluster.credential());
        } catch (CredentialException e) {
            LOG.warn("cluster {} is not watched: {}", cluster.id(), e.getMessage());
            return;
        }
        watches.put(cluster.id(), begin(cluster, start));
    }

    private static ResumePoint anewAfter(ClusterWatch watch) {
        return new ResumePoint.Anew(watch.ended(), OTHER_CREDENTIAL);
    }

    @Override
    public void leave(Collection<String> clusters) {
        part(clusters, CloseMode.DISCARD);
        clusters.forEach(context.sink()::forget);
    }

    @Override
    public void release(Collection<String> clusters) {
        part(clusters, CloseMode.CHECKPOINT);
    }

    @Override
    public boolean yieldTo(WatchState claim) {
        var running = watches.get(claim.getCluster());
        if (running == null || claim.getEpoch() <= running.watch().epoch()) {
            return false;
        }
        LOG.warn("cluster {}: another watcher has taken over", claim.getCluster());
        part(Set.of(claim.getCluster()), CloseMode.FENCED);
        return true;
    }

    /** Ends the watches and closes the connections. */
    private void part(Collection<String> clusters, CloseMode mode) {
        end(clusters, mode);
        clusters.forEach(connections::remove);
    }

    /** Ends the watches; returns when nothing of these clusters is observed any more. */
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

    private Running begin(WatchedCluster cluster, ResumePoint resumePoint) {
        var api = connections.api(cluster.id()).orElseThrow();
        var own = context.withClock(clocks.apply(cluster.id()));
        var start = fit(resumePoint, cluster, own);
        var watch = new ClusterWatch(cluster, api, own, start.ended());
        watch.start(start);
        return new Running(cluster, watch);
    }

    /** What was saved under other terms is not gone on from. */
    private static ResumePoint fit(
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
