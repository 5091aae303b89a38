package org.registryfleet.clusteraccess.api;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;

/** What came of a call: the expected failures are values, never exceptions. */
public sealed interface ApiResult {

    /** The server did what was asked. */
    record Success(int code, JsonNode body) implements ApiResult {}

    /** Everything that is not a success. */
    sealed interface Failure extends ApiResult {
        String message();
    }

    /**
     * The server answered with an error, or with more than this process takes: {@link #TOO_LARGE}.
     *
     * @param reason the server's machine-readable reason, such as {@code AlreadyExists}
     * @param retryAfter what the server asked for; zero when it did not
     * @param details the {@code details} of the Status; a missing node when there are none
     */
    record Rejected(int code, String reason, String message, Duration retryAfter, JsonNode details)
            implements Failure {
        /** Code of an answer that was cut off; API servers have it for requests. */
        public static final int TOO_LARGE = 413;
    }

    /** No answer of the server came through. */
    record Unanswered(Why why, String message) implements Failure {}

    /** Why no answer came. */
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
