package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.WatchedRow;

import java.time.Duration;

/**
 * Lists and watches one {@link WatchedKind} and recovers from every failure by retry, resume or
 * relist. Confined to the cluster's executor.
 *
 * <pre>
 * list --> watch --lost--> watch from the last version --version expired--> GAP, list, RESYNC
 *   ^--backoff-- refused or not served
 * </pre>
 */
final class Reflector {
    private static final String UNRECORDED =
            "an object could not be recorded, the watcher's log says why";
    private static final int RESUMES_BEFORE_RELIST = 3;
    private static final String EXPIRED = "its history has expired on the API server (410)";

    private final WatchedKind watched;
    private final ClusterWatch cluster;
    private final KindObserver observer;
    private final WatchBackoff backoff;
    private final WatchProgress progress;
    private @Nullable WatchCall call;
    private final SilenceMonitor silence = new SilenceMonitor();
    private Duration retryDelay = Duration.ZERO;

    Reflector(WatchedKind watched, ClusterWatch cluster, WatchSession session) {
        this.watched = watched;
        this.cluster = cluster;
        this.observer = new KindObserver(watched, cluster.context(), session);
        this.progress = new WatchProgress(watched, observer, cluster);
        this.backoff = new WatchBackoff(cluster.context().settings());
    }

    WatchedKind watched() {
        return watched;
    }

    /** Resumes from the state that an earlier session saved. */
    void resume(WatchedRow row) {
        progress.resume(row);
        if (progress.canResume()) {
            cluster.initialSync().resumed(this, "");
            watch();
        } else if (progress.missing().isEmpty()) {
            list();
        } else {
            cluster.initialSync().resumed(this, progress.missing());
            cluster.initialSync().absent(this);
        }
    }

    /**
     * Loads the objects known before the cluster was restored; the next list tells which are gone.
     */
    void replace(WatchedRow row) {
        observer.replace(row);
    }

    /** The resourceVersion to watch from; empty when a list is needed. */
    String version() {
        return progress.version();
    }

    boolean canResume() {
        return progress.canResume();
    }

    /**
     * Whether the resourceVersion of every object is current, including versions that were
     * suppressed.
     */
    boolean isExact() {
        return observer.isExact();
    }

    WatchedRow saved() {
        return progress.saved();
    }

    /** Watches from the last resourceVersion, or lists when there is none. */
    void start() {
        if (progress.canResume()) {
            watch();
        } else {
            list();
        }
    }

    void stop() {
        var open = call;
        call = null;
        silence.stopped();
        if (open != null) {
            open.cancel();
        }
    }

    /** Reopens the watch when neither an event nor a bookmark has arrived for too long. */
    void checkSilence(long now) {
        if (!silence.isSilent(now, cluster.context().settings().silenceLimit())) {
            return;
        }
        cluster.context().listener().silent(cluster.id());
        cluster.restoreCheck().comparison().silent(this);
        if (silence.fellSilentAgain()) {
            cluster.requests().reconnect();
        }
        watch();
    }

    void opened() {
        silence.opened();
        cluster.contactOk();
        progress.opened();
    }

    void line(byte[] line) {
        silence.line();
        cluster.restoreCheck().heard();
        try {
            take(WatchEvent.of(line));
        } catch (RuntimeException | Error wrong) {
            failed(UNRECORDED);
            throw wrong;
        }
    }

    void ended(ApiResult.@Nullable Failure failure) {
        if (silence.isProven()) {
            backoff.reset();
        }
        if (silence.isOpen()) {
            cluster.restoreCheck().broke(this);
        }
        stop();
        switch (failure) {
            case null -> resumeAfter(backoff.next());
            case Unanswered unanswered -> serverUnavailable(unanswered.message());
            case Rejected rejected -> rejected(rejected);
        }
    }

    private void take(WatchEvent event) {
        switch (event) {
            case WatchEvent.Present(var object) -> {
                observer.present(observer.observed(object));
                advance(WatchEvent.version(object));
            }
            case WatchEvent.Gone(var object) -> {
                observer.deleted(observer.observed(object));
                advance(WatchEvent.version(object));
            }
            case WatchEvent.Bookmark(var version) -> advance(version);
            case WatchEvent.Expired() -> expired();
            case WatchEvent.Failed(var why) -> failed(why);
        }
    }

    private void advance(String version) {
        backoff.reset();
        if (!version.isEmpty()) {
            progress.moved(version);
            cluster.restoreCheck().comparison().moved(this);
        }
    }

    private void rejected(Rejected failure) {
        switch (failure.code()) {
            case 410 -> expired();
            case 401 -> serverUnavailable(failure.message());
            case 403, 404 -> {
                progress.gapOnce("the watch is refused: " + failure.message());
                list();
            }
            default -> {
                var pause = longer(backoff.next(), failure.retryAfter());
                if (backoff.failures() > RESUMES_BEFORE_RELIST) {
                    relist("the watch is refused: " + failure.message());
                } else {
                    resumeAfter(pause);
                }
            }
        }
    }

    /** The API server itself may be unreachable; {@link ContactMonitor} decides whether it is. */
    private void serverUnavailable(String why) {
        retryDelay = backoff.next();
        // resuming from an unexpired version loses nothing: the API server answers 410 when it has
        // expired
        if (backoff.failures() > RESUMES_BEFORE_RELIST && !progress.canResume()) {
            progress.gapOnce("not observed at present: " + why);
        }
        progress.interrupted();
        cluster.contact().callFailed(this);
    }

    /** Retries after the API server has answered again. */
    void startAgain() {
        resumeAfter(retryDelay);
    }

    /** This watch failed; another one from the same resourceVersion may succeed. */
    private void failed(String why) {
        stop();
        var pause = backoff.next();
        if (backoff.failures() > RESUMES_BEFORE_RELIST) {
            relist(why);
        } else {
            resumeAfter(pause);
        }
    }

    /** Its history is no longer known, perhaps because the cluster was restored. */
    private void expired() {
        stop();
        cluster.restoreCheck().unlessRestored(() -> relist(EXPIRED));
    }

    private void relist(String why) {
        stop();
        progress.lost(why);
        cluster.after(backoff.failures() > 1 ? backoff.next() : Duration.ZERO, this, this::list);
    }

    private void resumeAfter(Duration pause) {
        cluster.after(pause, this, this::start);
    }

    private void watch() {
        stop();
        var fresh = new WatchCall(this, cluster.work());
        call = fresh;
        cluster.requests().watch(fresh, watched, progress.version());
    }

    private void list() {
        stop();
        observer.beginList();
        cluster.requests().list(this, observer::page);
    }

    void listEnded(ListCall.Result result) {
        switch (result) {
            case ListCall.Result.Listed _ when !observer.isListComplete() -> {
                progress.gapOnce(UNRECORDED);
                cluster.after(backoff.next(), this, this::list);
            }
            case ListCall.Result.Listed(var resourceVersion)
                    when progress.older(resourceVersion).isPresent() ->
                    progress.older(resourceVersion).ifPresent(cluster::restored);
            case ListCall.Result.Listed(var resourceVersion) -> {
                progress.listed(resourceVersion);
                cluster.restoreCheck().comparison().listed(this);
                settled();
                watch();
            }
            case ListCall.Result.Failed(Unanswered unanswered) ->
                    serverUnavailable(unanswered.message());
            case ListCall.Result.Failed(Rejected rejected) -> listRejected(rejected);
        }
    }

    private void settled() {
        cluster.contactOk();
        cluster.initialSync().settled(this, progress.missing());
    }

    private void listRejected(Rejected failure) {
        switch (failure.code()) {
            case 401 -> serverUnavailable(failure.message());
            case 404 -> {
                progress.notServed();
                settled();
                cluster.initialSync().absent(this);
            }
            case 403 -> {
                progress.forbidden(failure.message());
                settled();
                cluster.initialSync().absent(this);
            }
            default -> {
                progress.gapOnce(
                        "the API server cannot list them (%d): %s"
                                .formatted(failure.code(), failure.message()));
                cluster.after(longer(backoff.next(), failure.retryAfter()), this, this::list);
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
