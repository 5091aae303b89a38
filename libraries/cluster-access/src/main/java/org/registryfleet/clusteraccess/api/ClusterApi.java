package org.registryfleet.clusteraccess.api;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult.Success;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * REST calls to one cluster. Every call ends within its time limit. Nothing is retried, except once
 * with a fresh credential when the server refused the old one, and once on another connection when
 * the first was closed without an answer; every write of ours carries a precondition. Safe for
 * concurrent use; blocking calls are meant for virtual threads.
 */
public final class ClusterApi {
    // a server that lets us wait longer does not keep the room of others
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final EndpointSource endpoints;
    private final Duration timeLimit;
    private final ExecutorService threads;
    private final ResponseLimits limits;
    private final AtomicLong unfinishedLines = new AtomicLong();

    public ClusterApi(
            EndpointSource endpoints,
            Duration timeLimit,
            ExecutorService threads,
            ResponseLimits limits) {
        this.endpoints = endpoints;
        this.timeLimit = timeLimit;
        this.threads = threads;
        this.limits = limits;
    }

    /** How to name the cluster to people: its id and its credential reference. */
    public String description() {
        return endpoints.description();
    }

    /** Digest of the CA that the API server must come from; empty when none is known. */
    public String authority() {
        try {
            return endpoints.current().authority();
        } catch (CredentialException e) {
            return "";
        }
    }

    public ApiResult call(ApiRequest request) {
        return call(request, timeLimit);
    }

    /** Waits for the answer; an interrupt cancels the call. */
    public ApiResult call(ApiRequest request, Duration limit) {
        return call(request, limit, null);
    }

    /** Waits for room in this process, then for an answer that may be large. */
    public ApiResult call(ApiRequest request, Admission admission) {
        return call(request, timeLimit, admission);
    }

    private ApiResult call(ApiRequest request, Duration limit, @Nullable Admission admission) {
        try {
            var endpoint = endpoints.current();
            var answer = exchange(endpoint, request, limit, admission);
            if (answer.code() == 401 && endpoints.renew(endpoint)) {
                answer = exchange(endpoints.current(), request, limit, admission);
            }
            if (admission != null && answer.isLarge()) {
                admission.grow();
            }
            return interpret(answer);
        } catch (ExecutionException | CredentialException | CancellationException e) {
            return ApiFailures.unanswered(e, description(), limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ApiFailures.unanswered(e, description(), limit);
        }
    }

    /** The same without waiting; completes on the shared threads. Cancelling it ends the call. */
    public CompletableFuture<ApiResult> send(ApiRequest request) {
        var answer = new CompletableFuture<ApiResult>();
        var call = threads.submit(() -> answer.complete(call(request)));
        var _ =
                answer.whenComplete(
                        (done, cancelled) -> {
                            if (cancelled != null) {
                                call.cancel(true);
                            }
                        });
        return answer;
    }

    /**
     * Opens a watch. The sink gets lines until {@link WatchSink#ended}, which comes exactly once,
     * also after a failed start.
     *
     * @param path collection path with the watch's query
     */
    public WatchStream watch(String path, WatchSink sink) {
        var stream =
                new WatchStream(
                        description(), timeLimit, new LineSplitter(limits, unfinishedLines), sink);
        try {
            var endpoint = endpoints.current();
            stream.open(
                    endpoint,
                    ApiRequest.get(path),
                    () -> threads.execute(() -> endpoints.renew(endpoint)));
        } catch (CredentialException e) {
            stream.fail(e);
        }
        return stream;
    }

    /** Gives up the present connections, because calls on them get no answer. */
    public void reconnect() {
        try {
            endpoints.reconnect(endpoints.current());
        } catch (CredentialException e) {
            // then there is no connection to give up
        }
    }

    private ApiResult interpret(HttpAnswer answer) {
        if (!answer.isSuccess()) {
            return ApiFailures.rejected(answer, description());
        }
        try {
            return new Success(answer.code(), answer.json());
        } catch (IOException e) {
            return ApiFailures.unanswered(
                    new IOException("the answer is not JSON; is the server address right?"),
                    description(),
                    timeLimit);
        }
    }

    // a server may close a kept connection just when it is used again: that tells nothing about the
    // server
    private HttpAnswer exchange(
            Endpoint endpoint, ApiRequest request, Duration limit, @Nullable Admission admission)
            throws ExecutionException, InterruptedException {
        try {
            return await(endpoint, request, limit, admission);
        } catch (ExecutionException e) {
            if (ApiFailures.isConnectionClosed(e)) {
                return await(endpoints.current(), request, limit, admission);
            }
            throw e;
        }
    }

    private HttpAnswer await(
            Endpoint endpoint, ApiRequest request, Duration limit, @Nullable Admission admission)
            throws ExecutionException, InterruptedException {
        if (admission != null) {
            admission.enter();
        }
        var exchange = HttpExchange.start(endpoint, request, limit, limits);
        try {
            if (admission != null && !exchange.answersWithin(PATIENCE)) {
                admission.leave();
                if (exchange.answersWithin(limit)) {
                    admission.enter();
                }
            }
            return exchange.body(limit).get();
        } catch (InterruptedException e) {
            exchange.cancel();
            throw e;
        }
    }
}
