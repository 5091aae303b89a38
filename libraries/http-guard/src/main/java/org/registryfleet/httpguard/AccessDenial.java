package org.registryfleet.httpguard;

import java.util.Locale;

/** Why a request was rejected: its metric label, the message to the caller, and the HTTP status. */
enum AccessDenial {
    NO_TOKEN(401, "Log in", "this path needs a login: send Authorization: Bearer <token>"),
    WRONG_TOKEN(401, "The token is not accepted", "the token is unknown, expired or not for here"),
    ROLE(403, "Not with this role", "the token is right, but its role does not allow this"),
    READ_ONLY(403, "Read only", "a service without a login answers questions only"),
    REQUEST(400, "The request is not understood", "the request's form or host is not accepted"),
    LENGTH(411, "The length is missing", "a request with a body needs a Content-Length"),
    SIZE(413, "Too large", "the request's body is too large"),
    ISSUER(503, "Try again", "the issuer of tokens cannot be reached");

    private final int status;
    private final String title;
    private final String detail;

    AccessDenial(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    /** The value of the metric label {@code reason}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An RFC 9457 problem. */
    String problem() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail);
    }
}
