package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Identity;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.clusterobjects.kind.Kinds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cache of service account tokens from the TokenRequest API, requested for one hour and renewed
 * after four fifths of their lifetime. LRU-bounded. Thread-safe.
 */
final class ServiceAccountTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int LEFT_OVER = 5;
    private static final int MOST = 20_000;
    private static final int MISSING = 404;

    private record Key(ClusterApi api, Identity identity) {}

    private record Held(Token.Issued token, Instant until) {}

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    ServiceAccountTokens(InstantSource clock) {
        this.clock = clock;
    }

    Token token(ClusterApi api, Identity identity) {
        var key = new Key(api, identity);
        var known = find(key);
        return known != null ? known : request(key);
    }

    /** Evicts the tokens of a cluster after one was refused. */
    void forget(ClusterApi api) {
        locked(() -> held.keySet().removeIf(key -> key.api().equals(api)));
    }

    private Token.@Nullable Issued find(Key key) {
        lock.lock();
        try {
            var known = held.get(key);
            return known != null && clock.instant().isBefore(known.until()) ? known.token() : null;
        } finally {
            lock.unlock();
        }
    }

    private Token request(Key key) {
        for (var account : key.identity().accounts()) {
            var begin = clock.instant();
            switch (key.api().call(request(key.identity(), account))) {
                case ApiResult.Success(_, var body) -> {
                    return keep(key, body.path("status"), begin);
                }
                case ApiResult.Rejected rejected when rejected.code() == MISSING -> {
                    // try the next account
                }
                case ApiResult.Rejected rejected -> {
                    return new Token.Unavailable(
                            isFinal(rejected.code()),
                            rejected.code(),
                            rejected.reason(),
                            rejected.message());
                }
                case ApiResult.Unanswered(var why, var message) -> {
                    return new Token.Unavailable(false, 0, why.reason(), message);
                }
            }
        }
        return new Token.Unavailable(
                true,
                MISSING,
                "NoServiceAccount",
                "no token for the cloud can be requested: of the service accounts "
                        + String.join(", ", key.identity().accounts())
                        + " none exists in the namespace "
                        + key.identity().namespace());
    }

    private static boolean isFinal(int code) {
        return switch (code) {
            case 401, 408, 409, 425, 429 -> false;
            default -> code < 500;
        };
    }

    private static ApiRequest request(Identity identity, String account) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
        var spec = body.putObject("spec").put("expirationSeconds", LIFETIME.toSeconds());
        spec.putArray("audiences").add(identity.audience());
        var path = Kinds.of("v1", "ServiceAccount").objectPath(identity.namespace(), account);
        return ApiRequest.create(path + "/token", body);
    }

    private Token keep(Key key, JsonNode status, Instant begin) {
        var token = new Token.Issued(status.path("token").asText(""));
        var life = Duration.between(begin, end(status, begin));
        var until = begin.plus(life.minus(life.dividedBy(LEFT_OVER)));
        locked(
                () -> {
                    held.put(key, new Held(token, until));
                    if (held.size() > MOST) {
                        held.remove(held.keySet().iterator().next());
                    }
                    return true;
                });
        return token;
    }

    /**
     * Expiry of the token, at most the requested lifetime: servers may issue for less or for more.
     */
    private static Instant end(JsonNode status, Instant begin) {
        var longest = begin.plus(LIFETIME);
        try {
            var said = Instant.parse(status.path("expirationTimestamp").asText(""));
            return said.isBefore(longest) ? said : longest;
        } catch (DateTimeParseException _) {
            return longest;
        }
    }

    private void locked(java.util.function.BooleanSupplier change) {
        lock.lock();
        try {
            var _ = change.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
