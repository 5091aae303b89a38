package org.registryfleet.objectstorage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;

import java.time.Duration;

/** Results that are the same for all providers. */
public final class ExternalResults {

    /** Reason when there was no response. */
    public static final String UNKNOWN = "Unknown Error Occurred";

    private static final int SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;
    private static final int TIMEOUT = 408;

    private ExternalResults() {}

    public static ExternalResourceResult gone() {
        return new ExternalResourceResult.Done(
                JsonNodeFactory.instance.objectNode().put("exists", false).put("managed", false));
    }

    /** The status of an existing bucket. */
    public static ObjectNode there(boolean created, boolean managed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("exists", true)
                .put("created", created)
                .put("managed", managed);
    }

    /** Permanent: a retry only helps after the action or its credentials have changed. */
    public static ExternalResourceResult.Failed refused(String reason, String message) {
        return new ExternalResourceResult.Failed(true, 0, reason, message, Duration.ZERO);
    }

    /** The cluster issued no token for the provider. */
    public static ExternalResourceResult.Failed withoutToken(Token.Unavailable why) {
        return new ExternalResourceResult.Failed(
                why.isRefused(), why.code(), why.reason(), why.message(), Duration.ZERO);
    }

    /** Nothing proves that the bucket belongs to this cluster. */
    public static ExternalResourceResult.Failed notOwned(String bucket, String mark) {
        return refused(
                "NotOwned",
                "the bucket %s was not made here and carries no %s: it is kept"
                        .formatted(bucket, mark));
    }

    /** The time budget is exhausted; the next attempt continues. */
    public static ExternalResourceResult.Failed unfinished(String bucket) {
        return new ExternalResourceResult.Failed(
                false, 0, "Removing", "the bucket " + bucket + " is being emptied", Duration.ZERO);
    }

    /** Failure with the HTTP status; 0 without a response. */
    public static ExternalResourceResult.Failed failed(int status, String reason, String message) {
        return failed(status, reason, message, Duration.ZERO);
    }

    /** Failure with the server's Retry-After. */
    public static ExternalResourceResult.Failed failed(
            int status, String reason, String message, Duration retryAfter) {
        boolean isLater =
                status == 0 || status >= SERVER_FAULT || status == TOO_MANY || status == TIMEOUT;
        return new ExternalResourceResult.Failed(!isLater, status, reason, message, retryAfter);
    }
}
