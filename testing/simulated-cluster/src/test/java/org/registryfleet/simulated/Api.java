package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A bare client of one API server: YAML in, JSON out. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private final HttpClient client;
    private final String server;
    private final String token;

    Api(HttpClient client, String server, String token) {
        this.client = client;
        this.server = server;
        this.token = token;
    }

    static Api to(String server) {
        return new Api(HttpClient.newHttpClient(), server, "");
    }

    record Reply(int code, JsonNode body) {
        String reason() {
            return body.path("reason").asText();
        }

        String message() {
            return body.path("message").asText();
        }

        String version() {
            return body.path("metadata").path("resourceVersion").asText();
        }
    }

    Reply get(String path) {
        return send("GET", path, "", "");
    }

    /** The metadata of an object or of a list. */
    Reply metadata(String path, String kind) {
        var accept = "application/json;as=" + kind + ";g=meta.k8s.io;v=v1";
        var request =
                HttpRequest.newBuilder(request("GET", path, "", ""), (name, value) -> true)
                        .header("Accept", accept)
                        .build();
        var response = sendRaw(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), tree(response.body()));
    }

    Reply post(String path, String yaml) {
        return send("POST", path, "application/json", json(yaml));
    }

    Reply put(String path, JsonNode body) {
        return send("PUT", path, "application/json", body.toString());
    }

    Reply put(String path, String yaml) {
        return send("PUT", path, "application/json", json(yaml));
    }

    Reply merge(String path, String yaml) {
        return send("PATCH", path, "application/merge-patch+json", json(yaml));
    }

    Reply jsonPatch(String path, String yaml) {
        return send("PATCH", path, "application/json-patch+json", json(yaml));
    }

    Reply delete(String path) {
        return send("DELETE", path, "", "");
    }

    Reply delete(String path, String options) {
        return send("DELETE", path, "application/json", json(options));
    }

    Watch watch(String path) {
        return new Watch(sendRaw(request("GET", path, "", ""), BodyHandlers.ofLines()));
    }

    Reply send(String method, String path, String contentType, String body) {
        var response = sendRaw(request(method, path, contentType, body), BodyHandlers.ofString());
        return new Reply(response.statusCode(), tree(response.body()));
    }

    HttpResponse<String> text(String path) {
        return sendRaw(request("GET", path, "", ""), BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> sendRaw(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(String method, String path, String contentType, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(20));
        request.method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.header("User-Agent", "conformance").build();
    }

    static JsonNode yaml(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String json(String yaml) {
        return yaml(yaml).toString();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text.startsWith("{") ? text : JSON.writeValueAsString(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
