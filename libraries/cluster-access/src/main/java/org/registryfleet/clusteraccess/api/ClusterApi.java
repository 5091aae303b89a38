package org.registryfleet.clusteraccess.api;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult.Success;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * REST calls to one cluster. Every call has a timeout. A call is only retried once with a renewed
 * credential after a 401, and once on another connection when the first was closed without a
 * response, which is safe because every write of ours carries a precondition. Thread-safe; blocking
 * calls are meant for virtual threads.
 */
public final class ClusterApi {
    // a slower server does not keep its permit, so that it cannot starve the others
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final EndpointSource endpoints;
    private final Duration timeLimit;
    private final ExecutorService threads;
    private final ResponseLimits limits;
    private final String fieldManager;
    private final AtomicLong unfinishedLines = new AtomicLong();
    private final Map<WatchStream, Endpoint> watches = new ConcurrentHashMap<>();

    public ClusterApi(
            EndpointSource endpoints,
            Duration timeLimit,
            ExecutorService threads,
            ResponseLimits limits,
            String fieldManager) {
        this.endpoints = endpoints;
        this.timeLimit = timeLimit;
        this.threads = threads;
        this.limits = limits;
        this.fieldManager = fieldManager;
        endpoints.onReplaced(this::endWatches);
    }

    /** Watches go on from their last version, with the new credential. */
    private void endWatches(Endpoint replaced) {
        watches.forEach(
                (stream, endpoint) -> {
                    if (endpoint.equals(replaced)) {
                        stream.finish();
                    }
                });
    }

    /** Name of the cluster in messages: its id and its credential reference. */
    public String description() {
        return endpoints.description();
    }

    /** Digest of the CA that the API server's certificate must be issued by; empty when unknown. */
    public String authority() {
        try {
            return endpoints.current().authority();
        } catch (CredentialException e) {
            return "";
        }
    }

    /** When the credential in use ends, as far as it says so and nobody renews it. */
    public Optional<Instant> credentialEnds() {
        return endpoints.credentialEnds();
    }

    public ApiResult call(ApiRequest request) {
        return call(request, timeLimit);
    }

    /** Blocks for the response; an interrupt cancels the call. */
    public ApiResult call(ApiRequest request, Duration limit) {
        return call(request, limit, null);
    }

    /** Blocks for the permit and then for the response, which may be large. */
    public ApiResult call(ApiRequest request, ResponsePermit permit) {
        return call(request, timeLimit, permit);
    }

    private ApiResult call(ApiRequest asked, Duration limit, @Nullable ResponsePermit permit) {
        var request = asked.by(fieldManager);
        try {
            var endpoint = endpoints.current();
            var answer = exchange(endpoint, request, limit, permit);
            if (answer.code() == 401 && endpoints.renew(endpoint)) {
                answer = exchange(endpoints.current(), request, limit, permit);
            }
            if (permit != null && answer.isLarge()) {
                permit.grow();
            }
            return interpret(answer);
        } catch (ExecutionException | CredentialException | CancellationException e) {
            return ApiFailures.unanswered(e, description(), limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ApiFailures.unanswered(e, description(), limit);
        }
    }

    /**
     * Asynchronous variant, completed on the shared threads. Cancelling the future cancels the
     * call.
     */
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
     * Opens a watch. The sink receives lines until {@link WatchSink#ended}, which is called exactly
     * once, even if opening fails.
     *
     * @param path collection path with the watch's query
     */
    public WatchStream watch(String path, WatchSink sink) {
        var stream =
                new WatchStream(
                        description(),
                        timeLimit,
                        new LineSplitter(limits, unfinishedLines),
                        sink,
                        watches::remove);
        try {
            var endpoint = endpoints.current();
            watches.put(stream, endpoint);
            stream.open(
                    endpoint,
                    ApiRequest.get(path),
                    () -> threads.execute(() -> endpoints.renew(endpoint)));
            if (!endpoints.current().equals(endpoint)) {
                stream.finish();
            }
        } catch (CredentialException e) {
            stream.fail(e);
        }
        return stream;
    }

    /** Closes the current connections because calls on them time out. */
    public void reconnect() {
        try {
            endpoints.reconnect(endpoints.current());
        } catch (CredentialException e) {
            // no credential, so no connection to close
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

    // a server may close an idle keep-alive connection just as it is reused, which is no sign of an
    // outage
    private HttpAnswer exchange(
            Endpoint endpoint, ApiRequest request, Duration limit, @Nullable ResponsePermit permit)
            throws ExecutionException, InterruptedException {
        try {
            return await(endpoint, request, limit, permit);
        } catch (ExecutionException e) {
            if (ApiFailures.isConnectionClosed(e)) {
                return await(endpoints.current(), request, limit, permit);
            }
            throw e;
        }
    }

    private HttpAnswer await(
            Endpoint endpoint, ApiRequest request, Duration limit, @Nullable ResponsePermit permit)
            throws ExecutionException, InterruptedException {
        if (permit != null) {
            permit.enter();
        }
        var exchange = HttpExchange.start(endpoint, request, limit, limits);
        try {
            if (permit != null && !exchange.answersWithin(PATIENCE)) {
                permit.leave();
                if (exchange.answersWithin(limit)) {
                    permit.enter();
                }
            }
            return exchange.body(limit).get();
        } catch (InterruptedException e) {
            exchange.cancel();
            throw e;
        }
    }
}
