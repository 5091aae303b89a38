package org.registryfleet.clusteraccess.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** When a token ends, as far as it says so itself. */
final class TokenExpiry {
    private static final JsonMapper JSON = new JsonMapper();

    private TokenExpiry() {}

    /** The claim {@code exp} of a JWT; null for other tokens and for one without an end. */
    static @Nullable Instant of(String token) {
        var parts = token.strip().split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            var claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
            var exp = JSON.readTree(claims).path("exp");
            return exp.isNumber() ? Instant.ofEpochSecond(exp.asLong()) : null;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException noJwt) {
            return null;
        }
    }

    static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
