package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.WatchedRow;

import java.util.Optional;

/**
 * How far one watch has come and whether anything of it is missing: the version it can go on from,
 * why it could not be listed, its open gap. Tells the listener when it becomes complete or no
 * longer is.
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

    /** Where the watch goes on; empty when it has to be listed. */
    String version() {
        return version;
    }

    boolean canResume() {
        return !version.isEmpty();
    }

    /** The sign that a consistent list gives which is older than what was seen. */
    Optional<RestoreSign> older(String listVersion) {
        return ResourceVersions.isBefore(listVersion, newest)
                ? Optional.of(
                        new RestoreSign.OlderVersion(watched.description(), newest, listVersion))
                : Optional.empty();
    }

    /** As an earlier session left it. */
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

    /** Why it could not be listed when that was last tried; empty when it could. */
    String missing() {
        return missing;
    }

    /** For a later session. */
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

    /** The server itself may be in trouble. */
    void interrupted() {
        interrupted = true;
        evaluate();
    }

    void opened() {
        interrupted = false;
        evaluate();
    }

    /** What happened after the version that the watch had will not be known one by one. */
    void lost(String why) {
        observer.gap(
                version,
                "%s: %s; what happened after version %s is not known one by one"
                        .formatted(watched.description(), why, version));
        version = "";
        evaluate();
    }

    /** The same, but not again before the next list that succeeds. */
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
