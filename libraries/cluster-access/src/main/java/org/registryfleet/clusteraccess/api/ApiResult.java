package org.registryfleet.clusteraccess.api;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;

/** Result of a call: expected failures are values, never exceptions. */
public sealed interface ApiResult {

    /** The server processed the request. */
    record Success(int code, JsonNode body) implements ApiResult {}

    /** Everything that is not a success. */
    sealed interface Failure extends ApiResult {
        String message();
    }

    /**
     * The server responded with an error, or with more than the response limit: {@link #TOO_LARGE}.
     *
     * @param reason the server's machine-readable reason, such as {@code AlreadyExists}
     * @param retryAfter the Retry-After of the response; zero for none
     * @param details the {@code details} of the Status; a missing node when there are none
     */
    record Rejected(int code, String reason, String message, Duration retryAfter, JsonNode details)
            implements Failure {
        /** Code of a response that exceeded the limit; API servers use it for requests that do. */
        public static final int TOO_LARGE = 413;
    }

    /** The request failed without a response from the API server. */
    record Unanswered(Why why, String message) implements Failure {}

    /** Why there is no response. */
    enum Why {
        UNREACHABLE("Unreachable"),
        TIMEOUT("Timeout"),
        UNTRUSTED("Untrusted"),
        BAD_CREDENTIAL("BadCredential");

        private final String reason;

        Why(String reason) {
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
