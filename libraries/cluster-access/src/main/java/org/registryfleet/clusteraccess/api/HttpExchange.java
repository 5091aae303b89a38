package org.registryfleet.clusteraccess.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request, up to the last byte of its response or its timeout. The timeout covers head and body
 * together, because a server that trickles is as harmful as one that hangs; it only starts over
 * when the caller waits for admission before the body.
 */
final class HttpExchange {
    private final ApiRequest request;
    private final ResponseLimits limits;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<HttpResponse<AsyncBody>> head;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();

    private HttpExchange(
            Endpoint endpoint, ApiRequest request, Duration limit, ResponseLimits limits) {
        this.request = request;
        this.limits = limits;
        this.head = consume(endpoint, request, limit, this::add);
    }

    /** Sends the request; the body is not read before {@link #body}. */
    static HttpExchange start(
            Endpoint endpoint, ApiRequest request, Duration limit, ResponseLimits limits) {
        return new HttpExchange(endpoint, request, limit, limits);
    }

    /** Whether the head of the response arrives within this time. */
    boolean answersWithin(Duration wait) throws ExecutionException, InterruptedException {
        try {
            head.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    /** Reads the whole body. */
    CompletableFuture<HttpAnswer> body(Duration limit) {
        var _ = head.whenComplete(this::headArrived);
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cancels the exchange, now or as soon as the head arrives. */
    void cancel() {
        answer.cancel(false);
        var _ = head.whenComplete(this::headArrived);
    }

    /** Like the client's method, but reports every failure through the future. */
    static CompletableFuture<HttpResponse<AsyncBody>> consume(
            Endpoint endpoint,
            ApiRequest request,
            Duration headLimit,
            AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        try {
            return endpoint.http().consumeBytes(toHttp(endpoint, request, headLimit), consumer);
        } catch (IllegalStateException closed) {
            return CompletableFuture.failedFuture(
                    new IOException("the connections of this cluster have been closed", closed));
        }
    }

    private static HttpRequest toHttp(Endpoint endpoint, ApiRequest request, Duration headLimit) {
        var builder =
                endpoint.http()
                        .newHttpRequestBuilder()
                        .uri(endpoint.uri(request.path()))
                        .header("Accept", request.accept())
                        .timeout(headLimit.toMillis(), TimeUnit.MILLISECONDS);
        return request.body().isEmpty()
                ? builder.build()
                : builder.method(request.method(), request.contentType(), request.body()).build();
    }

    private void add(List<ByteBuffer> bytes, AsyncBody body) {
        for (var buffer : bytes) {
            if (received.size() + buffer.remaining() > limits.bodyBytes()) {
                var what = "the answer to " + request.method() + " " + request.collection();
                answer.completeExceptionally(limits.exceeded(what, limits.bodyBytes()));
                return;
            }
            received.write(
                    buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        }
        body.consume();
    }

    private void headArrived(
            @Nullable HttpResponse<AsyncBody> response, @Nullable Throwable problem) {
        if (response == null) {
            answer.completeExceptionally(problem == null ? new IllegalStateException() : problem);
            return;
        }
        var body = response.body();
        var retryAfter = response.header("Retry-After");
        var _ =
                body.done()
                        .whenComplete(
                                (end, broken) -> {
                                    if (broken != null) {
                                        answer.completeExceptionally(broken);
                                    } else {
                                        answer.complete(
                                                new HttpAnswer(
                                                        response.code(),
                                                        retryAfter == null ? "" : retryAfter,
                                                        received.toByteArray()));
                                    }
                                });
        var _ =
                answer.whenComplete(
                        (whole, broken) -> {
                            if (broken != null) {
                                body.cancel();
                            }
                        });
        body.consume();
    }
}
