package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.RetryAfter;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Maps S3 errors to messages for conditions: {@code <code>: <message>} and the request ids for the
 * provider's support (storage specification, section 2.6.3).
 */
final class S3Refusals {

    static final String UNKNOWN = "Unknown Error Occurred";

    private static final Map<Integer, String> BY_STATUS =
            Map.of(301, "BucketRegionError", 400, "BadRequest", 403, "Forbidden", 404, "NotFound");
    private static final Map<String, String> SPOKEN =
            Map.of("BadRequest", "Bad Request", "NotFound", "Not Found");

    /** Assuming a role failed. */
    private static final String NO_ROLE = "WebIdentityErr";

    private static final String HEAD = "Head";
    private static final int SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;

    private S3Refusals() {}

    /** The server's error code; {@link #UNKNOWN} without a response. */
    static String code(SdkException failure) {
        if (failure instanceof StsException) {
            return NO_ROLE;
        }
        if (!(failure instanceof AwsServiceException answer)) {
            return UNKNOWN;
        }
        var details = answer.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return code != null && code.matches("[A-Za-z.]+")
                ? code
                : BY_STATUS.getOrDefault(answer.statusCode(), UNKNOWN);
    }

    /** The error code of HEAD, whose responses have only a status. */
    static String headCode(SdkException failure) {
        if (failure instanceof StsException) {
            return NO_ROLE;
        }
        return failure instanceof AwsServiceException answer
                ? BY_STATUS.getOrDefault(answer.statusCode(), UNKNOWN)
                : UNKNOWN;
    }

    static String text(SdkException failure, Request request) {
        if (!(failure instanceof AwsServiceException answer)) {
            return "RequestError: send request failed\ncaused by: %s \"%s\": %s"
                    .formatted(request.method(), request.uri(), cause(failure, request.uri()));
        }
        var details = answer.awsErrorDetails();
        if (failure instanceof StsException) {
            return noRole(answer, details);
        }
        boolean isHead = request.method().equals(HEAD);
        var code = isHead ? headCode(failure) : code(failure);
        // responses to HEAD have no body
        var message = isHead ? SPOKEN.get(code) : details == null ? null : details.errorMessage();
        return "%s: %s\n\tstatus code: %d, request id: %s, host id: %s"
                .formatted(
                        code,
                        message == null || message.isEmpty() ? code : message,
                        answer.statusCode(),
                        orEmpty(answer.requestId()),
                        orEmpty(answer.extendedRequestId()));
    }

    private static String noRole(AwsServiceException answer, @Nullable AwsErrorDetails details) {
        return "%s: failed to retrieve credentials\ncaused by: %s: %s\n\tstatus code: %d, request id: %s"
                .formatted(
                        NO_ROLE,
                        details == null ? "" : details.errorCode(),
                        details == null ? "" : details.errorMessage(),
                        answer.statusCode(),
                        orEmpty(answer.requestId()));
    }

    /** A failed action: permanent on a client error, else to be retried. */
    static ExternalResourceResult.Failed failed(
            SdkException failure, String reason, Request request) {
        int status = failure instanceof AwsServiceException answer ? answer.statusCode() : 0;
        boolean isLater =
                status == 0
                        || status >= SERVER_FAULT
                        || status == TOO_MANY
                        || (failure instanceof AwsServiceException answer
                                && answer.isThrottlingException());
        return new ExternalResourceResult.Failed(
                !isLater, status, reason, text(failure, request), retryAfter(failure));
    }

    private static Duration retryAfter(SdkException failure) {
        if (!(failure instanceof AwsServiceException answer)
                || answer.awsErrorDetails() == null
                || answer.awsErrorDetails().sdkHttpResponse() == null) {
            return Duration.ZERO;
        }
        var response = answer.awsErrorDetails().sdkHttpResponse();
        return RetryAfter.of(name -> response.firstMatchingHeader(name).orElse(""), Instant.now());
    }

    /** Status entry of a bucket property that could not be set. */
    static ObjectNode fact(SdkException failure, Request request) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("done", false)
                .put("reason", code(failure))
                .put("message", text(failure, request));
    }

    /** The operation, for messages. */
    record Request(String method, URI uri) {}

    private static String cause(Throwable failure, URI uri) {
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException) {
            return "context deadline exceeded";
        }
        var root = failure;
        for (var next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        return switch (root) {
            case ConnectException refused ->
                    "dial tcp %s:%d: connect: %s"
                            .formatted(uri.getHost(), port(uri), lower(refused.getMessage()));
            case UnknownHostException _ ->
                    "dial tcp: lookup %s: no such host".formatted(uri.getHost());
            case SocketTimeoutException _ -> "context deadline exceeded";
            case Throwable other -> orEmpty(other.getMessage());
        };
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equals(uri.getScheme()) ? 80 : 443;
    }

    private static String lower(@Nullable String text) {
        return orEmpty(text).toLowerCase(java.util.Locale.ROOT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
