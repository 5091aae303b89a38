package org.registryfleet.objectstorage.gcs;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.RetryAfter;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Maps errors of Google's services to reasons and messages for conditions. */
final class GcsRefusals {

    /** Status of the token service's response when it issues no token. */
    private static final int NO_CREDENTIALS = 400;

    private GcsRefusals() {}

    static ExternalResourceResult.Failed failed(IOException failure) {
        int status = status(failure);
        var reason = status == 0 ? ExternalResults.UNKNOWN : String.valueOf(status);
        return ExternalResults.failed(status, reason, text(failure), retryAfter(failure));
    }

    private static Duration retryAfter(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return retryAfter(answer.getHeaders());
            }
        }
        return Duration.ZERO;
    }

    static Duration retryAfter(HttpHeaders headers) {
        return RetryAfter.of(
                name -> Objects.requireNonNullElse(headers.getFirstHeaderStringValue(name), ""),
                Instant.now());
    }

    /** HTTP status; 0 without a response. */
    static int status(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return answer.getStatusCode();
            }
        }
        return refusal(failure) instanceof Retryable said && !said.isRetryable()
                ? NO_CREDENTIALS
                : 0;
    }

    static String text(IOException failure) {
        if (failure instanceof GoogleJsonResponseException answer && answer.getDetails() != null) {
            var details = answer.getDetails();
            var reasons = details.getErrors();
            var first = reasons == null || reasons.isEmpty() ? "" : reasons.getFirst().getReason();
            return "googleapi: Error %d: %s%s"
                    .formatted(
                            answer.getStatusCode(),
                            details.getMessage(),
                            first == null || first.isEmpty() ? "" : ", " + first);
        }
        var answered = status(failure);
        return answered == 0
                ? "no answer from Google: " + root(failure)
                : "googleapi: got HTTP response code %d: %s"
                        .formatted(answered, firstLine(refusal(failure).getMessage()));
    }

    /** The client wraps the token service's error in its own. */
    private static Throwable refusal(Throwable failure) {
        var innermost = failure;
        for (var next = failure.getCause(); next != null; next = next.getCause()) {
            innermost = next instanceof Retryable ? next : innermost;
        }
        return innermost;
    }

    private static String root(Throwable failure) {
        var root = failure;
        for (var next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        var said = firstLine(root.getMessage());
        return said.isEmpty() ? root.getClass().getSimpleName() : said;
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
