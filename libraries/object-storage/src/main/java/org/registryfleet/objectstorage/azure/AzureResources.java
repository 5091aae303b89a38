package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * Azure Resource Manager client for storage accounts and their containers.
 *
 * @param root URL including the subscription
 * @param version API version of the services
 */
record AzureResources(HttpPipeline pipeline, String root, String version) {

    static final String STORAGE = "2023-05-01";
    static final String STACK_STORAGE = "2019-06-01";
    static final String NETWORK = "2022-01-01";
    static final String PRIVATE_DNS = "2020-06-01";
    private static final String VERSION = "?api-version=";
    private static final int MISSING = 404;
    private static final int FIRST_REFUSAL = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    AzureResources withVersion(String other) {
        return new AzureResources(pipeline, root, other);
    }

    /** Empty when it does not exist. */
    Optional<JsonNode> get(String path) throws IOException {
        try {
            return Optional.of(send(HttpMethod.GET, path, null));
        } catch (RefusedException refused) {
            if (refused.status() == MISSING) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    JsonNode put(String path, JsonNode body) throws IOException {
        return send(HttpMethod.PUT, path, body);
    }

    JsonNode patch(String path, JsonNode body) throws IOException {
        return send(HttpMethod.PATCH, path, body);
    }

    JsonNode post(String path, JsonNode body) throws IOException {
        return send(HttpMethod.POST, path, body);
    }

    /** Sends a POST without a body; {@code more} is appended to the API version. */
    JsonNode post(String path, String more) throws IOException {
        return send(new HttpRequest(HttpMethod.POST, root + path + VERSION + version + more));
    }

    /** Idempotent: a missing resource counts as deleted. */
    void delete(String path) throws IOException {
        try {
            send(HttpMethod.DELETE, path, null);
        } catch (RefusedException refused) {
            if (refused.status() != MISSING) {
                throw refused;
            }
        }
    }

    /**
     * The next page of a list.
     *
     * @throws IOException also when the page is at an address that the token must not be sent to
     */
    Optional<JsonNode> next(String link) throws IOException {
        var own = URI.create(root);
        var next = URI.create(link);
        if (!own.getScheme().equals(next.getScheme())
                || !own.getAuthority().equals(next.getAuthority())) {
            throw new IOException("the next page is not at " + own.getAuthority() + ": " + link);
        }
        return Optional.of(send(new HttpRequest(HttpMethod.GET, link)));
    }

    private JsonNode send(HttpMethod method, String path, @Nullable JsonNode body)
            throws IOException {
        var request = new HttpRequest(method, root + path + VERSION + version);
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                    .setBody(body.toString());
        }
        return send(request);
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try (var answer = pipeline.sendSync(request, Context.NONE)) {
            var text = answer.getBodyAsString().block();
            var json = parsed(text == null ? "" : text);
            if (answer.getStatusCode() >= FIRST_REFUSAL) {
                var error = json.path("error");
                var code = error.path("code").asText("");
                throw new RefusedException(
                        answer,
                        code,
                        "RESPONSE %d: %s: %s"
                                .formatted(
                                        answer.getStatusCode(),
                                        code,
                                        error.path("message").asText("")));
            }
            return json;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
