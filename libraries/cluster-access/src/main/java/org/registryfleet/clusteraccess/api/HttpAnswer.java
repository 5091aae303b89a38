package org.registryfleet.clusteraccess.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A complete response before it is interpreted. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpAnswer(int code, String retryAfter, byte[] body) {
    private static final int LARGE = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** Large enough for its decoded form to matter: a JSON tree may take twenty times the space. */
    boolean isLarge() {
        return body.length > LARGE;
    }

    boolean isSuccess() {
        return code >= 200 && code < 300;
    }

    JsonNode json() throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }

    /** The body of an error is a Status only when the API server itself answered. */
    JsonNode bodyOrMissing() {
        try {
            return json();
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(body, UTF_8).strip();
    }
}
