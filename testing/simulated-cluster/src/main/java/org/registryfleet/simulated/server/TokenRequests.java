package org.registryfleet.simulated.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoredObject;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Tokens of service accounts, in the form of the TokenRequest API. Their claims are those of a real
 * server; their signature is none, since nobody here checks it.
 */
final class TokenRequests {

    private static final long STANDARD_LIFETIME = 3600;
    private static final long SHORTEST_LIFETIME = 600;

    private TokenRequests() {}

    static HttpReply answer(StoredObject account, JsonNode request) {
        var seconds = request.at("/spec/expirationSeconds").asLong(STANDARD_LIFETIME);
        if (seconds < SHORTEST_LIFETIME) {
            throw ApiFailure.of(
                    422,
                    "Invalid",
                    "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds:"
                            + " Invalid value: "
                            + seconds
                            + ": may not specify a duration less than 10 minutes");
        }
        var begin = Instant.now();
        var end = begin.plusSeconds(seconds);
        var answer =
                Json.object()
                        .put("kind", "TokenRequest")
                        .put("apiVersion", "authentication.k8s.io/v1");
        var key = account.key();
        answer.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
        answer.putObject("spec")
                .put("expirationSeconds", seconds)
                .set("audiences", request.at("/spec/audiences"));
        answer.putObject("status")
                .put("token", token(account, claims(key, request, begin, end)))
                .put("expirationTimestamp", end.truncatedTo(ChronoUnit.SECONDS).toString());
        return Replies.json(201, Json.bytes(answer));
    }

    private static ObjectNode claims(ObjectKey key, JsonNode request, Instant begin, Instant end) {
        var claims = Json.object().put("iss", "https://kubernetes.default.svc");
        claims.put("sub", "system:serviceaccount:" + key.namespace() + ":" + key.name());
        claims.put("iat", begin.getEpochSecond()).put("exp", end.getEpochSecond());
        claims.set("aud", request.at("/spec/audiences"));
        return claims;
    }

    private static String token(StoredObject account, ObjectNode claims) {
        var header = Json.object().put("alg", "RS256").put("kid", "simulated");
        return encoded(Json.bytes(header))
                + "."
                + encoded(Json.bytes(claims))
                + "."
                + encoded(("of " + account.uid()).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
