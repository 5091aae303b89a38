package org.registryfleet.inventory.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.inventory.decision.ImportedCluster.Phase;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;

import java.time.Instant;
import java.util.ArrayList;

/** Decides when clusters that are gone from their source leave. */
final class Departures {
    private final Registrations registrations;

    Departures(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Judges what is gone together; does nothing while the source cannot be trusted. */
    void judge(ImportSource source, Instant now) {
        for (var cluster : source.clusters.values()) {
            var again = cluster.probeAgainAt;
            if (again != null && !again.isAfter(now)) {
                cluster.probeAgainAt = null;
                registrations.settle(cluster);
            }
        }
        if (!source.isTrusted()) {
            return;
        }
        var settled = now.minus(source.settings.settle());
        var pending =
                source.clusters.values().stream().filter(c -> c.isMissingSince(settled)).toList();
        if (isSuspect(source, now, !pending.isEmpty())) {
            source.becomes(
                    SourceState.SUSPECT,
                    "%d of its clusters have gone within %s; they stay until somebody says: regfleet inventory confirm %s --gone %d"
                            .formatted(
                                    source.missing().size(),
                                    source.settings.guard().window(),
                                    source.settings.name(),
                                    source.missing().size()),
                    now);
        } else {
            source.becomes(SourceState.OK, "", now);
            for (var cluster : pending) {
                leave(
                        cluster,
                        now.plus(source.settings.guard().grace()),
                        "gone from source " + source.settings.name());
            }
        }
        drop(source, now);
    }

    // what is missing and was not judged yet counts, however long ago it went: the source may have
    // been unreadable in between
    private static boolean isSuspect(ImportSource source, Instant now, boolean anyPending) {
        if (source.missing().isEmpty() || (!anyPending && !source.isSuspect())) {
            return false;
        }
        var guard = source.settings.guard();
        var window = now.minus(guard.window());
        var all = source.clusters.values().stream().filter(ImportedCluster::isRegistered).toList();
        var gone = all.stream().filter(c -> c.isMissing() || c.wentAfter(window)).count();
        return gone > guard.allowed(all.size()) || gone >= all.size();
    }

    /** Writes stop at once; the cluster leaves at the time given, or another source takes over. */
    void leave(ImportedCluster cluster, Instant at, String why) {
        if (!registrations.handOver(cluster)) {
            cluster.leavesAt = at;
            cluster.becomes(Phase.LEAVING, why);
            registrations.touch(cluster);
        }
    }

    private void drop(ImportSource source, Instant now) {
        for (var cluster : new ArrayList<>(source.clusters.values())) {
            if (cluster.isDue(now)) {
                registrations.end(cluster);
                cluster.leavesAt = null;
                cluster.becomes(Phase.REJECTED, "Departing: its source takes it away");
            }
            if (cluster.isGone() && !cluster.isRegistered()) {
                source.clusters.remove(cluster.origin.ref());
                registrations.drop(cluster);
            }
        }
    }

    /** When time alone will change something. */
    @Nullable Instant due(ImportSource source) {
        @Nullable Instant due = null;
        for (var cluster : source.clusters.values()) {
            due = earlier(due, cluster.probeAgainAt);
            if (!source.isTrusted()) {
                continue;
            }
            var gone = cluster.goneAt;
            if (gone != null && cluster.isMissing() && source.state != SourceState.SUSPECT) {
                due = earlier(due, gone.plus(source.settings.settle()));
            }
            if (cluster.phase == Phase.LEAVING) {
                due = earlier(due, cluster.leavesAt);
            }
        }
        return due;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
