package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterwatcher.service.resume.WatchKeys;
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
 * Tracks the initial lists of a session. When every kind is listed, or known to be unreadable, the
 * session is synced; unreadable kinds are retried periodically. Confined to the cluster's executor.
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
     * Starts with nothing listed.
     *
     * @param kinds number of watches
     */
    InitialSync(ClusterWatch cluster, WatchSession session, int kinds) {
        this.cluster = cluster;
        this.session = session;
        this.kinds = kinds;
    }

    /** The session has marked a gap because it could not resume the previous one. */
    void restarted() {
        restarted = true;
    }

    /** The resumed session was synced already. */
    void resume(Instant then) {
        synced = true;
        listedAt = then;
    }

    /** The resumed watch needs no list. */
    void resumed(Reflector reflector, String missing) {
        settled.put(reflector, missing);
    }

    boolean isSynced() {
        return synced;
    }

    Instant listedAt() {
        return listedAt;
    }

    /** A reflector has listed its kind ({@code missing} is empty) or knows that it cannot. */
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
        } else if (!missing.equals(before)) {
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

    // an early checkpoint makes the session known to its successor after a crash
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
                                        WatchKeys.of(entry.getKey().watched()),
                                        isForbidden(entry.getValue())
                                                ? UnreadableReason.FORBIDDEN
                                                : UnreadableReason.NOT_SERVED))
                .toList();
    }

    private static boolean isForbidden(@Nullable String missing) {
        return missing != null && missing.startsWith("forbidden: ");
    }
}
