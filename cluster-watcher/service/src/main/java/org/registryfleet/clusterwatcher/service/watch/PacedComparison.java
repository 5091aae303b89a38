package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusterwatcher.service.watch.MetadataComparison.Result;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Compares the known objects of a cluster with lists of their metadata, one watch at a time and
 * rate-limited. Confined to the cluster's executor.
 */
final class PacedComparison {
    private static final int SPREAD = 15;

    private final ClusterWatch cluster;
    private final Deque<Reflector> toCompare = new ArrayDeque<>();
    private final Map<Reflector, Undecided> undecided = new HashMap<>();
    private boolean due;
    private boolean comparing;
    private @Nullable Long comparedAt;

    /** Known objects missing from a list; decided once the watch has reached the list's version. */
    private record Undecided(Set<String> absent, String listVersion) {}

    PacedComparison(ClusterWatch cluster) {
        this.cluster = cluster;
    }

    /** A new session begins. */
    void begin() {
        toCompare.clear();
        undecided.clear();
        due = false;
        comparing = false;
    }

    /** One watch is silent, although others may not be. */
    void silent(Reflector reflector) {
        if (!toCompare.contains(reflector)) {
            toCompare.add(reflector);
        }
        next();
    }

    /** A watch has reached a new resourceVersion. */
    void moved(Reflector reflector) {
        var waiting = undecided.get(reflector);
        if (waiting != null
                && !ResourceVersions.isBefore(reflector.version(), waiting.listVersion())) {
            undecided.remove(reflector);
            MetadataComparison.stillKnown(
                            reflector.saved(), waiting.absent(), waiting.listVersion())
                    .ifPresent(cluster::restored);
        }
    }

    /** A watch was relisted, which settles every open question about it. */
    void listed(Reflector reflector) {
        undecided.remove(reflector);
    }

    /**
     * Schedules a comparison, with jitter and a minimum interval: the watches of many clusters may
     * break at once, and some break again and again.
     */
    void later() {
        if (due) {
            return;
        }
        due = true;
        var pause = cluster.context().settings().comparePause();
        var half = Math.max(1, pause.toNanos() / SPREAD / 2);
        var jitter = half + ThreadLocalRandom.current().nextLong(half);
        var sinceLast = comparedAt == null ? pause.toNanos() : System.nanoTime() - comparedAt;
        var delay = Math.max(jitter, pause.toNanos() - sinceLast);
        cluster.schedule(Duration.ofNanos(delay), cluster.ifCurrent(this::all));
    }

    private void all() {
        due = false;
        comparedAt = System.nanoTime();
        toCompare.clear();
        cluster.reflectors().stream().filter(Reflector::canResume).forEach(toCompare::add);
        next();
    }

    private void next() {
        var watch = comparing ? null : toCompare.poll();
        if (watch == null) {
            return;
        }
        if (!watch.canResume()) {
            next();
            return;
        }
        comparing = true;
        var before = new MetadataComparison(watch.saved(), watch.isExact());
        cluster.requests()
                .metadata(
                        watch.watched(),
                        cluster.ifCurrent(listed -> compared(watch, before, listed)));
    }

    private void compared(
            Reflector reflector, MetadataComparison before, ListCall.Metadata listed) {
        comparing = false;
        switch (listed.result()) {
            case ListCall.Result.Listed(var version) ->
                    judge(reflector, before.with(listed.items(), version), version);
            case ListCall.Result.Failed(ApiResult.Rejected rejected)
                    when rejected.code() == 403 || rejected.code() == 404 -> {}
            case ListCall.Result.Failed _ -> later();
        }
        next();
    }

    private void judge(Reflector reflector, Result result, String listVersion) {
        switch (result) {
            case Result.Contradicted(var sign) -> cluster.restored(sign);
            case Result.Plausible(var absent) when !absent.isEmpty() -> {
                undecided.put(reflector, new Undecided(absent, listVersion));
                moved(reflector);
            }
            case Result.Plausible _ -> {}
        }
    }
}
