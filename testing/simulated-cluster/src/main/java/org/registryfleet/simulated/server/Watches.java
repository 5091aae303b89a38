package org.registryfleet.simulated.server;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.ChunkStream;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.store.HistoryExpired;
import org.registryfleet.simulated.store.StoreEvent;
import org.registryfleet.simulated.store.Subscription;
import org.registryfleet.simulated.store.VersionedStore;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The open watches of one cluster. */
public final class Watches {
    private final Set<WatchResponse> open = ConcurrentHashMap.newKeySet();
    private final VersionedStore store;
    private final Duration bookmarkInterval;
    private final ScheduledExecutorService timer;

    Watches(VersionedStore store, Duration bookmarkInterval, ScheduledExecutorService timer) {
        this.store = store;
        this.bookmarkInterval = bookmarkInterval;
        this.timer = timer;
    }

    /** The number of open watches. */
    public int count() {
        return open.size();
    }

    /** Breaks the connections of all open watches. */
    public void dropAll() {
        open.forEach(WatchResponse::drop);
    }

    /** Ends all open watches properly, as a server that shuts down does. */
    public void endAll() {
        open.forEach(WatchResponse::end);
    }

    /** Sends a bookmark to all open watches now. */
    public void bookmarkAll() {
        open.forEach(this::bookmark);
    }

    void silenceAll() {
        open.forEach(WatchResponse::silence);
    }

    HttpReply answer(WatchRequest request, boolean silent) {
        return new HttpReply.Streaming(out -> start(request, out, silent));
    }

    private void start(WatchRequest request, ChunkStream out, boolean silent) {
        var watch = new WatchResponse(request, out);
        if (silent) {
            watch.silence();
        }
        open.add(watch);
        out.onEnd(() -> open.remove(watch));
        try {
            var subscription = subscribe(request, watch);
            out.onEnd(subscription::close);
            schedule(request, watch, out);
        } catch (HistoryExpired expired) {
            var status = ApiFailure.expired(expired.message()).status();
            out.send(WatchResponse.frame("ERROR", Json.bytes(status)));
            out.end();
        }
    }

    private Subscription subscribe(WatchRequest request, WatchResponse watch)
            throws HistoryExpired {
        var type = request.selection().type();
        if (request.after() > 0) {
            return store.subscribe(type, request.after(), watch::offer);
        }
        return store.exclusively(
                () -> {
                    var now = store.list(request.selection());
                    if (request.initial()) {
                        now.objects()
                                .forEach(
                                        object ->
                                                watch.offer(
                                                        new StoreEvent(
                                                                StoreEvent.Change.ADDED,
                                                                null,
                                                                object)));
                    }
                    if (request.initialEnd()) {
                        watch.bookmark(now.revision(), true);
                    }
                    return store.follow(type, watch::offer);
                });
    }

    private void schedule(WatchRequest request, WatchResponse watch, ChunkStream out) {
        if (request.bookmarks()) {
            var nanos = bookmarkInterval.toNanos();
            var tick =
                    timer.scheduleAtFixedRate(
                            () -> bookmark(watch), nanos, nanos, TimeUnit.NANOSECONDS);
            out.onEnd(() -> cancel(tick));
        }
        if (request.timeout().isPositive()) {
            var end =
                    timer.schedule(
                            () -> timeout(watch),
                            request.timeout().toNanos(),
                            TimeUnit.NANOSECONDS);
            out.onEnd(() -> cancel(end));
        }
    }

    private void timeout(WatchResponse watch) {
        bookmark(watch);
        watch.end();
    }

    /**
     * Under the store's lock, so that the bookmark never overtakes an event of its own revision.
     */
    private void bookmark(WatchResponse watch) {
        store.exclusively(
                () -> {
                    watch.bookmark(store.revision(), false);
                    return watch;
                });
    }

    private static void cancel(Future<?> task) {
        task.cancel(false);
    }
}
