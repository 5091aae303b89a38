package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.WatchedRow;

import java.time.Duration;

/**
 * Lists and watches one row of the table and keeps doing so whatever happens. Lives on its
 * cluster's lane.
 *
 * <pre>
 * list --> watch --lost--> watch again from the last version --version too old--> GAP, list, RESYNC
 *   ^--pause-- refused or absent
 * </pre>
 */
final class Reflector {
    private static final String UNRECORDED =
            "an object could not be recorded, the watcher's log says why";
    private static final int RESUMES_BEFORE_RELIST = 3;
    private static final String EXPIRED = "its history has expired on the API server (410)";

    private final WatchedKind watched;
    private final ClusterWatch cluster;
    private final KindObserver record;
    private final WatchBackoff pauses;
    private final WatchProgress coverage;
    private @Nullable WatchCall attempt;
    private final SilenceMonitor hearing = new SilenceMonitor();
    private Duration troubled = Duration.ZERO;

    Reflector(WatchedKind watched, ClusterWatch cluster, WatchSession session) {
        this.watched = watched;
        this.cluster = cluster;
        this.record = new KindObserver(watched, cluster.parts(), session);
        this.coverage = new WatchProgress(watched, record, cluster);
        this.pauses = new WatchBackoff(cluster.parts().settings());
    }

    WatchedKind watched() {
        return watched;
    }

    /** Goes on where an earlier session was. */
    void recall(WatchedRow row) {
        coverage.recall(row);
        if (coverage.canGoOn()) {
            cluster.listing().recalled(this, "");
            watch();
        } else if (coverage.missing().isEmpty()) {
            list();
        } else {
            cluster.listing().recalled(this, coverage.missing());
            cluster.listing().absent(this);
        }
    }

    /** What there was before another state of the cluster was restored. */
    void replace(WatchedRow row) {
        record.replace(row);
    }

    /** Where the watch goes on; empty when it has to be listed. */
    String version() {
        return coverage.version();
    }

    boolean canGoOn() {
        return coverage.canGoOn();
    }

    /** Whether all versions of its objects are known, also those that were no news. */
    boolean isExact() {
        return record.isExact();
    }

    WatchedRow saved() {
        return coverage.saved();
    }

    /** Lists, or goes on watching where it was. */
    void start() {
        if (coverage.canGoOn()) {
            watch();
        } else {
            list();
        }
    }

    void stop() {
        var open = attempt;
        attempt = null;
        hearing.stopped();
        if (open != null) {
            open.cancel();
        }
    }

    /** Opens the watch anew when nothing has been heard for too long. */
    void checkSilence(long now) {
        if (!hearing.isSilent(now, cluster.parts().settings().silenceLimit())) {
            return;
        }
        cluster.parts().listener().silent(cluster.id());
        cluster.restoreCheck().comparison().silent(this);
        if (hearing.fellSilentAgain()) {
            cluster.requests().reconnect();
        }
        watch();
    }

    void opened() {
        hearing.opened();
        cluster.contactOk();
        coverage.opened();
    }

    void line(byte[] line) {
        hearing.line();
        cluster.restoreCheck().heard();
        try {
            take(WatchEvent.of(line));
        } catch (RuntimeException | Error wrong) {
            failed(UNRECORDED);
            throw wrong;
        }
    }

    void ended(ApiResult.@Nullable Failure failure) {
        if (hearing.isProven()) {
            pauses.reset();
        }
        if (hearing.isOpen()) {
            cluster.restoreCheck().broke(this);
        }
        stop();
        switch (failure) {
            case null -> resumeAfter(pauses.next());
            case Unanswered unanswered -> trouble(unanswered.message());
            case Rejected rejected -> rejected(rejected);
        }
    }

    private void take(WatchEvent event) {
        switch (event) {
            case WatchEvent.Present(var object) -> {
                record.present(record.observed(object));
                advance(WatchEvent.version(object));
            }
            case WatchEvent.Gone(var object) -> {
                record.deleted(record.observed(object));
                advance(WatchEvent.version(object));
            }
            case WatchEvent.Bookmark(var version) -> advance(version);
            case WatchEvent.Expired() -> relist(EXPIRED);
            case WatchEvent.Failed(var why) -> failed(why);
        }
    }

    private void advance(String version) {
        pauses.reset();
        if (!version.isEmpty()) {
            coverage.moved(version);
            cluster.restoreCheck().comparison().moved(this);
        }
    }

    private void rejected(Rejected failure) {
        switch (failure.code()) {
            case 410 -> relist(EXPIRED);
            case 401 -> trouble(failure.message());
            case 403, 404 -> {
                coverage.gapOnce("the watch is refused: " + failure.message());
                list();
            }
            default -> {
                var pause = longer(pauses.next(), failure.retryAfter());
                if (pauses.failures() > RESUMES_BEFORE_RELIST) {
                    relist("the watch is refused: " + failure.message());
                } else {
                    resumeAfter(pause);
                }
            }
        }
    }

    /** The server itself seems to be in trouble, which is for the cluster to find out. */
    private void trouble(String why) {
        troubled = pauses.next();
        // a version that is still there loses nothing: the API server says when it is too old
        if (pauses.failures() > RESUMES_BEFORE_RELIST && !coverage.canGoOn()) {
            coverage.gapOnce("not observed at present: " + why);
        }
        coverage.troubled();
        cluster.contact().trouble(this);
    }

    /** The server answers again. */
    void startAgain() {
        resumeAfter(troubled);
    }

    /** Something is wrong with this watch, which another one from the same version may cure. */
    private void failed(String why) {
        stop();
        var pause = pauses.next();
        if (pauses.failures() > RESUMES_BEFORE_RELIST) {
            relist(why);
        } else {
            resumeAfter(pause);
        }
    }

    private void relist(String why) {
        stop();
        coverage.lost(why);
        cluster.after(pauses.failures() > 1 ? pauses.next() : Duration.ZERO, this, this::list);
    }

    private void resumeAfter(Duration pause) {
        cluster.after(pause, this, this::start);
    }

    private void watch() {
        stop();
        var fresh = new WatchCall(this, cluster.work());
        attempt = fresh;
        cluster.requests().watch(fresh, watched, coverage.version());
    }

    private void list() {
        stop();
        record.beginList();
        cluster.requests().list(this, record::page);
    }

    void listEnded(ListCall.Result result) {
        switch (result) {
            case ListCall.Result.Listed _ when !record.isWhole() -> {
                coverage.gapOnce(UNRECORDED);
                cluster.after(pauses.next(), this, this::list);
            }
            case ListCall.Result.Listed(var resourceVersion)
                    when coverage.older(resourceVersion).isPresent() ->
                    coverage.older(resourceVersion).ifPresent(cluster::restored);
            case ListCall.Result.Listed(var resourceVersion) -> {
                coverage.listed(resourceVersion);
                cluster.restoreCheck().comparison().listed(this);
                settled();
                watch();
            }
            case ListCall.Result.Failed(Unanswered unanswered) -> trouble(unanswered.message());
            case ListCall.Result.Failed(Rejected rejected) -> listRejected(rejected);
        }
    }

    private void settled() {
        cluster.contactOk();
        cluster.listing().settled(this, coverage.missing());
    }

    private void listRejected(Rejected failure) {
        switch (failure.code()) {
            case 401 -> trouble(failure.message());
            case 404 -> {
                coverage.notServed();
                settled();
                cluster.listing().absent(this);
            }
            case 403 -> {
                coverage.forbidden(failure.message());
                settled();
                cluster.listing().absent(this);
            }
            default -> {
                coverage.gapOnce(
                        "the API server cannot list them (%d): %s"
                                .formatted(failure.code(), failure.message()));
                cluster.after(longer(pauses.next(), failure.retryAfter()), this, this::list);
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
