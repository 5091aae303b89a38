package org.registryfleet.simulated.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The body of a streaming answer. Writes go out at once; any virtual thread may write. */
public final class ChunkStream {

    private final HttpServerResponse response;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    ChunkStream(HttpServerResponse response) {
        this.response = response;
        response.closeHandler(_ -> over.complete(null))
                .exceptionHandler(_ -> over.complete(null))
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-cache, private")
                .setChunked(true);
        if (response.closed()) {
            over.complete(null);
        }
        send(new byte[0]);
    }

    /**
     * Sends these bytes as one chunk, and waits until the client has room for them; nothing happens
     * when the stream has ended.
     */
    public void send(byte[] bytes) {
        if (!isOver()) {
            await(response.write(Buffer.buffer(bytes)));
        }
    }

    /** Whether it has ended, whoever ended it. */
    public boolean isOver() {
        return over.isDone();
    }

    /** Ends the body properly; the connection lives on. */
    public void end() {
        if (!isOver()) {
            await(response.end());
            over.complete(null);
        }
    }

    /** Ends the body in the middle: resets a stream of HTTP/2, breaks a connection of HTTP/1.1. */
    public void abort() {
        if (over.complete(null)) {
            response.reset();
        }
    }

    /** Runs the action when the stream has ended, whoever ended it. */
    public void onEnd(Runnable action) {
        var _ = over.thenRun(action);
    }

    private void await(Future<Void> written) {
        try {
            written.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException gone) {
            over.complete(null);
        }
    }
}
