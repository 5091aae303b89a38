package org.registryfleet.simulated.server;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.resource.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers the HTTP requests of one cluster: first the faults, then the token, then the request
 * itself.
 */
public final class SimulatedApiServer {
    private static final Logger log = LoggerFactory.getLogger(SimulatedApiServer.class);

    private final Requests requests;
    private final Watches watches;
    private final Discovery discovery;
    private final Faults faults = new Faults();
    private final RequestLog requestLog;
    private final @Nullable String token;

    /** A server over these parts; with a token, requests must carry it. */
    public SimulatedApiServer(ServerParts parts, @Nullable String token) {
        this.watches = new Watches(parts.store(), parts.bookmarkInterval(), parts.timer());
        this.requests = new Requests(parts, watches, faults);
        this.discovery = new Discovery(parts.catalog());
        this.requestLog = parts.log();
        this.token = token;
    }

    /** The faults of this cluster. */
    public Faults faults() {
        return faults;
    }

    /** The open watches. */
    public Watches watches() {
        return watches;
    }

    /** All open watches fall silent for good; so do new ones until the faults are cleared. */
    public void silenceWatches() {
        faults.silenceWatches();
        watches.silenceAll();
    }

    /** Answers a request; the path is the one below the cluster's URL. */
    public HttpReply answer(HttpRequest request, List<String> path) {
        var apiPath = ApiPath.of(path);
        var call =
                new ApiCall(
                        Requests.verb(request, apiPath),
                        "/" + String.join("/", path),
                        request.header("user-agent"));
        var effect = new FaultEffect();
        var reply = disturbed(call, request, apiPath, path, effect);
        requestLog.add(call, code(reply), effect.changed());
        return reply;
    }

    private HttpReply disturbed(
            ApiCall call,
            HttpRequest request,
            ApiPath apiPath,
            List<String> path,
            FaultEffect effect) {
        var fault = faults.take(call);
        return switch (fault.orElse(null)) {
            case null -> safely(request, apiPath, path, effect);
            case Fault.Delay(var duration) -> {
                pause(duration);
                yield safely(request, apiPath, path, effect);
            }
            case Fault.Answer(var code, var retryAfter) -> Replies.fault(code, retryAfter);
            case Fault.Refusal() -> new HttpReply.Closed();
            case Fault.Hang() -> new HttpReply.Silent();
            case Fault.Endless(var text, var sent) -> Replies.endless(text, sent);
            case Fault.Conflict() -> requests.conflict(apiPath);
        };
    }

    private HttpReply safely(
            HttpRequest request, ApiPath apiPath, List<String> path, FaultEffect effect) {
        try {
            requireToken(request);
            if (apiPath.isResource()) {
                return requests.answer(request, apiPath, effect);
            }
            return isHealth(path)
                    ? Replies.text("ok")
                    : Replies.json(200, Json.bytes(discovery.answer(path)));
        } catch (ApiFailure failure) {
            return Replies.failure(failure);
        } catch (RuntimeException bug) {
            log.error("the simulated API server failed", bug);
            return Replies.failure(ApiFailure.of(500, "InternalError", "Internal error occurred"));
        }
    }

    private void requireToken(HttpRequest request) {
        if (token != null && !request.header("authorization").equals("Bearer " + token)) {
            throw ApiFailure.of(401, "Unauthorized", "Unauthorized");
        }
    }

    private static boolean isHealth(List<String> path) {
        return path.size() == 1 && List.of("healthz", "livez", "readyz").contains(path.getFirst());
    }

    private static int code(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Complete complete -> complete.code();
            case HttpReply.Streaming streaming -> 200;
            case HttpReply.Closed() -> 0;
            case HttpReply.Silent() -> 0;
        };
    }

    private static void pause(Duration duration) {
        var deadline = System.nanoTime() + duration.toNanos();
        for (var left = duration.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
