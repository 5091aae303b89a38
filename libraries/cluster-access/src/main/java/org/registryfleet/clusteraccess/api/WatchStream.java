package org.registryfleet.clusteraccess.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A running watch. The timeout only applies until the server has accepted it. */
public final class WatchStream {
    private static final int LONGEST_ERROR = 64 * 1024;

    private final String description;
    private final Duration headLimit;
    private final WatchSink sink;
    private final Consumer<WatchStream> onOver;
    private final LineSplitter splitter;
    private final ByteArrayOutputStream error = new ByteArrayOutputStream(0);
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<AsyncBody> opened = new CompletableFuture<>();
    private volatile int code;

    WatchStream(
            String description,
            Duration headLimit,
            LineSplitter splitter,
            WatchSink sink,
            Consumer<WatchStream> onOver) {
        this.description = description;
        this.headLimit = headLimit;
        this.splitter = splitter;
        this.sink = sink;
        this.onOver = onOver;
    }

    /** Cancels the watch. {@link WatchSink#ended} may still be called. */
    public void cancel() {
        over.set(true);
        splitter.end();
        onOver.accept(this);
        var _ = opened.thenAccept(AsyncBody::cancel);
    }

    /** Ends the watch as the server does at its time limit. */
    void finish() {
        end(null);
        var _ = opened.thenAccept(AsyncBody::cancel);
    }

    void open(Endpoint endpoint, ApiRequest request, Runnable onRefusedCredential) {
        open(endpoint, request, onRefusedCredential, true);
    }

    private void open(
            Endpoint endpoint, ApiRequest request, Runnable onRefusedCredential, boolean again) {
        var _ =
                HttpExchange.consume(endpoint, request, headLimit, this::received)
                        .whenComplete(
                                (response, problem) -> {
                                    if (response != null) {
                                        headArrived(response, onRefusedCredential);
                                    } else if (again && closedEarly(problem)) {
                                        open(endpoint, request, onRefusedCredential, false);
                                    } else {
                                        fail(
                                                problem == null
                                                        ? new CancellationException()
                                                        : problem);
                                    }
                                });
    }

    private boolean closedEarly(@Nullable Throwable problem) {
        return problem != null && !over.get() && ApiFailures.isConnectionClosed(problem);
    }

    void fail(Throwable problem) {
        end(ApiFailures.unanswered(problem, description, headLimit));
    }

    private void headArrived(HttpResponse<AsyncBody> response, Runnable onRefusedCredential) {
        var body = response.body();
        code = response.code();
        opened.complete(body);
        if (response.isSuccessful() && !over.get()) {
            sink.opened();
        }
        var _ =
                body.done()
                        .whenComplete(
                                (end, broken) -> bodyEnded(response, broken, onRefusedCredential));
        body.consume();
    }

    private void bodyEnded(
            HttpResponse<AsyncBody> response,
            @Nullable Throwable broken,
            Runnable onRefusedCredential) {
        if (broken instanceof CancellationException) {
            end(null);
        } else if (broken != null) {
            fail(broken);
        } else if (response.isSuccessful()) {
            end(null);
        } else {
            if (code == 401) {
                onRefusedCredential.run();
            }
            var retryAfter = response.header("Retry-After");
            end(
                    ApiFailures.rejected(
                            new HttpAnswer(
                                    code,
                                    retryAfter == null ? "" : retryAfter,
                                    error.toByteArray()),
                            description));
        }
    }

    private void received(List<ByteBuffer> bytes, AsyncBody body) {
        if (over.get()) {
            return;
        }
        if (code / 100 != 2) {
            bytes.forEach(this::addError);
            body.consume();
            return;
        }
        try {
            var lines = splitter.add(bytes);
            if (lines.isEmpty()) {
                body.consume();
            } else {
                sink.lines(lines, body::consume);
            }
        } catch (ResponseTooLargeException endless) {
            fail(endless);
            body.cancel();
        }
    }

    private void addError(ByteBuffer buffer) {
        var length = Math.min(buffer.remaining(), LONGEST_ERROR - error.size());
        error.write(buffer.array(), buffer.arrayOffset() + buffer.position(), length);
    }

    private void end(ApiResult.@Nullable Failure failure) {
        splitter.end();
        onOver.accept(this);
        if (over.compareAndSet(false, true)) {
            sink.ended(failure);
        }
    }
}
