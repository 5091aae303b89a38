package org.registryfleet.simulated.server;

import org.registryfleet.simulated.http.ChunkStream;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.store.StoreEvent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open watch. Events are queued by the writer of the store and sent by a virtual thread that
 * lives only while there is something to send, so that an idle watch costs no thread of its own. A
 * client that does not read is cut off.
 */
final class WatchResponse {
    private static final int LONGEST_QUEUE = 20_000;
    private static final byte[] TAIL = "}\n".getBytes(StandardCharsets.US_ASCII);

    private final WatchRequest request;
    private final ChunkStream out;
    private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean silent;

    /** What is to be sent. */
    private sealed interface Signal {
        record Seen(StoreEvent event) implements Signal {}

        record Bookmark(long revision, boolean endsInitial) implements Signal {}

        record End() implements Signal {}
    }

    WatchResponse(WatchRequest request, ChunkStream out) {
        this.request = request;
        this.out = out;
    }

    /**
     * Queues the event if the watch sees it. A watch from a version of the future is silent until
     * then, without bookmarks, as that of a real API server.
     */
    void offer(StoreEvent event) {
        var seen = request.selection().seen(event);
        if (seen != null && event.revision() > request.after()) {
            queue(new Signal.Seen(seen));
        }
    }

    /** Queues a bookmark if the client wants any. */
    void bookmark(long revision, boolean endsInitial) {
        if (request.bookmarks() && revision >= request.after()) {
            queue(new Signal.Bookmark(revision, endsInitial));
        }
    }

    /** Ends the watch properly, after everything that is queued. */
    void end() {
        queue(new Signal.End());
    }

    /** Breaks the connection. */
    void drop() {
        out.abort();
    }

    /** Sends nothing any more, yet stays open. */
    void silence() {
        silent = true;
    }

    private void queue(Signal signal) {
        signals.add(signal);
        var before = waiting.getAndIncrement();
        if (before == 0) {
            Thread.startVirtualThread(this::drain);
        } else if (before > LONGEST_QUEUE) {
            out.abort();
        }
    }

    private void drain() {
        int sent;
        do {
            sent = 0;
            for (var signal = signals.poll(); signal != null; signal = signals.poll()) {
                if (!silent) {
                    send(signal);
                }
                sent++;
            }
        } while (waiting.addAndGet(-sent) > 0);
    }

    private void send(Signal signal) {
        switch (signal) {
            case Signal.Seen(var event) ->
                    out.send(frame(event.change().name(), event.after().json()));
            case Signal.Bookmark(var revision, var endsInitial) ->
                    out.send(
                            frame(
                                    "BOOKMARK",
                                    bookmarkObject(
                                            request.selection().type(), revision, endsInitial)));
            case Signal.End() -> out.end();
        }
    }

    static byte[] frame(String type, byte[] object) {
        var frame = new ByteArrayOutputStream(object.length + 40);
        frame.writeBytes(
                ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(object);
        frame.writeBytes(TAIL);
        return frame.toByteArray();
    }

    private static byte[] bookmarkObject(ResourceType type, long revision, boolean endsInitial) {
        var bookmark = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        var metadata =
                bookmark.putObject("metadata").put("resourceVersion", Long.toString(revision));
        metadata.putNull("creationTimestamp");
        if (endsInitial) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return Json.bytes(bookmark);
    }
}
