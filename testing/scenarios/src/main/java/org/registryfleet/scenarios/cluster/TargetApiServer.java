package org.registryfleet.scenarios.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Plain HTTP to one API server. An answer of any code is a value; a server that cannot be reached
 * is an {@link UncheckedIOException}.
 */
public final class TargetApiServer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final HttpClient SHARED = builder().build();

    private final ApiAccess access;
    private final HttpClient client;

    public TargetApiServer(ApiAccess access) {
        this.access = access;
        var tls = access.tls();
        this.client = tls == null ? SHARED : builder().sslContext(tls).build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
    }

    public TargetAnswer get(String path) {
        return send(request(path).GET());
    }

    public TargetAnswer create(String path, JsonNode body) {
        return send(withBody(path, "POST", "application/json", body));
    }

    public TargetAnswer replace(String path, JsonNode body) {
        return send(withBody(path, "PUT", "application/json", body));
    }

    public TargetAnswer mergePatch(String path, JsonNode body) {
        return send(withBody(path, "PATCH", "application/merge-patch+json", body));
    }

    /** Deletes; without a policy the server's default holds. */
    public TargetAnswer delete(String path, @Nullable String propagationPolicy) {
        var options = deleteOptions();
        if (propagationPolicy != null) {
            options.put("propagationPolicy", propagationPolicy);
        }
        return send(withBody(path, "DELETE", "application/json", options));
    }

    /** What the server would answer to a delete; nothing is deleted. */
    public TargetAnswer dryRunDelete(String path) {
        var options = deleteOptions();
        options.putArray("dryRun").add("All");
        return send(withBody(path, "DELETE", "application/json", options));
    }

    private static ObjectNode deleteOptions() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions");
    }

    /** The lines of a watch, one event each, until the server or an interrupt ends it. */
    Stream<String> watch(String path) throws InterruptedException, IOException {
        var response = client.send(request(path).GET().build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("watch of " + path + " answered " + response.statusCode());
        }
        return response.body();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.objectNode().put("message", text);
        }
    }

    private HttpRequest.Builder withBody(String path, String method, String type, JsonNode body) {
        return request(path)
                .timeout(TIME_LIMIT)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(access.base() + path));
        request.header("Accept", "application/json");
        if (access.bearerToken() != null) {
            request.header("Authorization", "Bearer " + access.bearerToken());
        }
        return request;
    }

    private TargetAnswer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new TargetAnswer(response.statusCode(), parse(response.body()));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", stopped);
        }
    }
}
