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
    private final KindObserver record;
    private final ClusterWatch cluster;
    private String version = "";
    private String newest = "";
    private String missing = "";
    private boolean troubled;
    private boolean complete;

    WatchProgress(WatchedKind watched, KindObserver record, ClusterWatch cluster) {
        this.watched = watched;
        this.record = record;
        this.cluster = cluster;
    }

    /** Where the watch goes on; empty when it has to be listed. */
    String version() {
        return version;
    }

    boolean canGoOn() {
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
    void recall(WatchedRow row) {
        record.recall(row);
        version = row.getResourceVersion();
        newest = version;
        missing = row.getMissing();
        if (version.isEmpty() && missing.isEmpty() && !record.isEmpty()) {
            gapOnce(
                    "was being listed when the session before ended; what happened since then is"
                            + " not known one by one");
        }
        judge();
    }

    /** Why it could not be listed when that was last tried; empty when it could. */
    String missing() {
        return missing;
    }

    /** For a later session. */
    WatchedRow saved() {
        return record.saved(version, missing);
    }

    void moved(String next) {
        version = next;
        newest = next;
        troubled = false;
        cluster.checkpoint().moved();
        judge();
    }

    void listed(String listVersion) {
        version = listVersion;
        newest = listVersion;
        record.endList(listVersion);
        troubled = false;
        settle("");
    }

    void notServed() {
        record.endList("");
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
    void troubled() {
        troubled = true;
        judge();
    }

    void opened() {
        troubled = false;
        judge();
    }

    /** What happened after the version that the watch had will not be known one by one. */
    void lost(String why) {
        record.gap(
                version,
                "%s: %s; what happened after version %s is not known one by one"
                        .formatted(watched.description(), why, version));
        version = "";
        judge();
    }

    /** The same, but not again before the next list that succeeds. */
    void gapOnce(String why) {
        record.gapOnce(version, watched.description() + ": " + why);
        version = "";
        judge();
    }

    private void settle(String why) {
        missing = why;
        judge();
    }

    private void judge() {
        boolean known = !version.isEmpty() || missing.startsWith(NOT_SERVED);
        boolean now = known && !record.isGapOpen() && !troubled;
        if (now != complete) {
            complete = now;
            cluster.parts().listener().complete(cluster.id(), watched, now);
        }
    }
}
