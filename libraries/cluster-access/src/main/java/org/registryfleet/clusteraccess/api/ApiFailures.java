package org.registryfleet.clusteraccess.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusteraccess.api.ApiResult.Why;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/** Maps error responses and transport exceptions to typed failures with actionable messages. */
final class ApiFailures {
    private static final int LONGEST_MESSAGE = 2_000;

    private ApiFailures() {}

    static Rejected rejected(HttpAnswer answer, String description) {
        var status = answer.bodyOrMissing();
        var reason = status.path("reason").asText(defaultReason(answer.code()));
        var message = status.path("message").asText(answer.text());
        if (answer.code() == 401) {
            message =
                    "%s: the API server did not accept the credential (401); it may have expired: renew the token or certificate behind the reference"
                            .formatted(description);
        }
        return new Rejected(
                answer.code(),
                reason.isEmpty() ? defaultReason(answer.code()) : reason,
                shortened(message),
                retryAfter(answer, status),
                status.path("details"));
    }

    static Failure unanswered(Throwable problem, String description, Duration limit) {
        var cause = root(problem);
        if (cause instanceof CredentialException e) {
            return new Unanswered(Why.BAD_CREDENTIAL, String.valueOf(e.getMessage()));
        }
        if (cause instanceof ResponseTooLargeException e) {
            return new Rejected(
                    Rejected.TOO_LARGE,
                    "ResponseTooLarge",
                    description + ": " + e.getMessage(),
                    Duration.ZERO,
                    missing());
        }
        if (cause instanceof TimeoutException) {
            return new Unanswered(
                    Why.TIMEOUT,
                    "%s: no answer within %d ms".formatted(description, limit.toMillis()));
        }
        if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
            return new Unanswered(
                    Why.UNTRUSTED,
                    "%s: the API server's certificate is not trusted (%s); put the CA that signed it and the name it is issued for into the credential"
                            .formatted(description, cause.getMessage()));
        }
        var text =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Unanswered(
                Why.UNREACHABLE, shortened("%s: unreachable: %s".formatted(description, text)));
    }

    /**
     * Whether the connection was closed without a response, as happens to idle keep-alive
     * connections.
     */
    static boolean isConnectionClosed(Throwable problem) {
        var cause = root(problem);
        return cause instanceof IOException
                && !(cause instanceof ConnectException)
                && !(cause instanceof UnknownHostException)
                && !(cause instanceof SSLException);
    }

    private static Duration retryAfter(HttpAnswer answer, JsonNode status) {
        var seconds = status.path("details").path("retryAfterSeconds").asLong(0);
        try {
            seconds = answer.retryAfter().isEmpty() ? seconds : Long.parseLong(answer.retryAfter());
        } catch (NumberFormatException aDate) {
            return Duration.ofSeconds(Math.max(1, seconds));
        }
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    private static String defaultReason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 408, 504 -> "Timeout";
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case 413 -> "RequestEntityTooLarge";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            default -> "HTTP" + code;
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }

    // a TLS failure arrives wrapped by the transport; its own cause says which certificate
    private static Throwable root(Throwable problem) {
        var current = problem;
        while (current.getCause() != null
                && (current instanceof CompletionException
                        || current instanceof ExecutionException
                        || current.getCause() instanceof SSLException
                        || current.getCause() instanceof GeneralSecurityException)) {
            current = current.getCause();
        }
        return current;
    }

    private static JsonNode missing() {
        return MissingNode.getInstance();
    }
}
