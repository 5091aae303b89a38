package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.UnreadableKind;
import org.registryfleet.events.UnreadableReason;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one session has listed. Once every kind is listed, or known to be out of reach, everything
 * is synced; kinds out of reach are tried again now and then. Lives on the cluster's lane.
 */
final class InitialSync {
    private final ClusterWatch cluster;
    private final WatchSession session;
    private final int kinds;
    private final long startedAt = System.nanoTime();
    private final Map<Reflector, String> settled = new LinkedHashMap<>();
    private final Set<Reflector> absent = new LinkedHashSet<>();
    private boolean restarted;
    private boolean claimed;
    private boolean synced;
    private Instant listedAt = Instant.EPOCH;

    /**
     * Begins with nothing listed.
     *
     * @param kinds how many watches there are
     */
    InitialSync(ClusterWatch cluster, WatchSession session, int kinds) {
        this.cluster = cluster;
        this.session = session;
        this.kinds = kinds;
    }

    /** The session has said that it could not continue the one before. */
    void restarted() {
        restarted = true;
    }

    /** An earlier session has listed everything. */
    void resume(Instant then) {
        synced = true;
        listedAt = then;
    }

    /** As an earlier session left it, this watch needs no list. */
    void resumed(Reflector reflector, String missing) {
        settled.put(reflector, missing);
    }

    boolean isSynced() {
        return synced;
    }

    Instant listedAt() {
        return listedAt;
    }

    /** A reflector has listed its kind or knows that it cannot; empty when it has listed. */
    void settled(Reflector reflector, String missing) {
        var before = settled.put(reflector, missing);
        claim();
        if (settled.size() < kinds) {
            return;
        }
        if (!synced) {
            listedAt = cluster.context().clock().instant();
            sync();
            var took = Duration.ofNanos(System.nanoTime() - startedAt);
            cluster.context().listener().synced(cluster.id(), took);
        } else if (isForbidden(before) && !isForbidden(missing)) {
            cluster.renew(session);
        } else if (isForbidden(missing) && !isForbidden(before)) {
            sync();
        }
    }

    void absent(Reflector reflector) {
        absent.add(reflector);
    }

    void scheduleAbsentCheck() {
        cluster.schedule(
                cluster.context().settings().absentRetry(),
                () -> {
                    if (cluster.isCurrent(session)) {
                        var again = List.copyOf(absent);
                        absent.clear();
                        again.forEach(Reflector::start);
                        scheduleAbsentCheck();
                    }
                });
    }

    // so that whoever comes after a crash knows of this session
    private void claim() {
        if (!claimed && !synced && session.last() >= 0) {
            claimed = true;
            cluster.checkpoint().save(() -> {});
        }
    }

    private void sync() {
        if (restarted) {
            restarted = false;
            session.mark(ObservationType.RESYNC, "everything is listed anew");
        }
        synced = true;
        var detail =
                settled.values().stream()
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        session.synced(detail, unreadable());
        cluster.checkpoint().save(() -> {});
    }

    private List<UnreadableKind> unreadable() {
        return settled.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(
                        entry ->
                                new UnreadableKind(
                                        entry.getKey().watched().key(),
                                        isForbidden(entry.getValue())
                                                ? UnreadableReason.FORBIDDEN
                                                : UnreadableReason.NOT_SERVED))
                .toList();
    }

    private static boolean isForbidden(@Nullable String missing) {
        return missing != null && missing.startsWith("forbidden: ");
    }
}
