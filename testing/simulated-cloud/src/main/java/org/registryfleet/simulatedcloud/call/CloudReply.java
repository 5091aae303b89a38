package org.registryfleet.simulatedcloud.call;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/** The answer to a request. */
public record CloudReply(int status, Map<String, String> headers, String body) {

    public static CloudReply of(int status, String body) {
        return new CloudReply(status, Map.of("Content-Type", "application/xml"), body);
    }

    public static CloudReply json(int status, JsonNode body) {
        return new CloudReply(status, Map.of("Content-Type", "application/json"), body.toString());
    }

    public static CloudReply empty(int status) {
        return new CloudReply(status, Map.of(), "");
    }
}
