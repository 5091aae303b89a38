package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.WatchedRow;

import java.util.Optional;

/**
 * Progress of one watch: the resourceVersion to resume from, why the kind could not be listed, its
 * open gap. Notifies the listener when the watch becomes complete or incomplete.
 */
final class WatchProgress {
    private static final String NOT_SERVED = "not served: ";

    private final WatchedKind watched;
    private final KindObserver observer;
    private final ClusterWatch cluster;
    private String version = "";
    private String newest = "";
    private String missing = "";
    private boolean interrupted;
    private boolean complete;

    WatchProgress(WatchedKind watched, KindObserver observer, ClusterWatch cluster) {
        this.watched = watched;
        this.observer = observer;
        this.cluster = cluster;
    }

    /** The resourceVersion to watch from; empty when a list is needed. */
    String version() {
        return version;
    }

    boolean canResume() {
        return !version.isEmpty();
    }

    /** A sign of a restore if a consistent list is older than what the watch has seen. */
    Optional<RestoreSign> older(String listVersion) {
        return ResourceVersions.isBefore(listVersion, newest)
                ? Optional.of(
                        new RestoreSign.OlderVersion(watched.description(), newest, listVersion))
                : Optional.empty();
    }

    /** Continues from the state that an earlier session saved. */
    void resume(WatchedRow row) {
        observer.resume(row);
        version = row.getResourceVersion();
        newest = version;
        missing = row.getMissing();
        if (version.isEmpty() && missing.isEmpty() && !observer.isEmpty()) {
            gapOnce(
                    "was being listed when the session before ended; what happened since then is"
                            + " not known one by one");
        }
        evaluate();
    }

    /** Why the last list failed; empty when it succeeded. */
    String missing() {
        return missing;
    }

    /** A copy for the checkpoint. */
    WatchedRow saved() {
        return observer.saved(version, missing);
    }

    void moved(String next) {
        version = next;
        newest = next;
        interrupted = false;
        cluster.checkpoint().moved();
        evaluate();
    }

    void listed(String listVersion) {
        version = listVersion;
        newest = listVersion;
        observer.endList(listVersion);
        interrupted = false;
        settle("");
    }

    void notServed() {
        observer.endList("");
        settle(NOT_SERVED + watched.description());
    }

    void forbidden(String message) {
        gapOnce(
                "not allowed to list (403); nothing is known of these objects until the fleet's"
                        + " role gets get, list and watch: "
                        + message);
        settle("forbidden: list " + watched.description());
    }

    /** The API server may be unreachable. */
    void interrupted() {
        interrupted = true;
        evaluate();
    }

    void opened() {
        interrupted = false;
        evaluate();
    }

    /** Opens a gap: the changes after the current resourceVersion will not be known one by one. */
    void lost(String why) {
        observer.gap(
                version,
                "%s: %s; what happened after version %s is not known one by one"
                        .formatted(watched.description(), why, version));
        version = "";
        evaluate();
    }

    /** Opens a gap unless one is open already; the next successful list closes it. */
    void gapOnce(String why) {
        observer.gapOnce(version, watched.description() + ": " + why);
        version = "";
        evaluate();
    }

    private void settle(String why) {
        missing = why;
        evaluate();
    }

    private void evaluate() {
        boolean known = !version.isEmpty() || missing.startsWith(NOT_SERVED);
        boolean now = known && !observer.isGapOpen() && !interrupted;
        if (now != complete) {
            complete = now;
            cluster.context().listener().complete(cluster.id(), watched, now);
        }
    }
}
