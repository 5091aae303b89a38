package org.registryfleet.scenarios.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer of an API server: the object, or a Status that says why not. */
public record TargetAnswer(int code, JsonNode body) {

    public boolean isSuccess() {
        return code / 100 == 2;
    }

    public boolean isNotFound() {
        return code == 404;
    }

    public boolean isConflict() {
        return code == 409;
    }

    public String reason() {
        return body.path("reason").asText();
    }

    /** Code, reason and message of a refusal. */
    public String refusal() {
        return code + " " + reason() + ": " + body.path("message").asText();
    }
}
