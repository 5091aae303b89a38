package org.registryfleet.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.Schema;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A client of schema registries with the Confluent-compatible API (Confluent, Apicurio's {@code
 * /apis/ccompat/v7}, Karapace, Redpanda).
 */
public final class HttpSchemaRegistryClient implements SchemaRegistryClient {

    private static final long LARGEST_ANSWER = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_REASON = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient http;

    /** The API's base, for example {@code http://registry:8081}. */
    public HttpSchemaRegistryClient(URI base) {
        this.base = URI.create(base.toString().endsWith("/") ? base.toString() : base + "/");
        this.http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    }

    @Override
    public int id(Schema schema) {
        var body = JSON.createObjectNode().put("schema", text(schema)).toString();
        var answer =
                send(
                        request("subjects/" + schema.getFullName() + "/versions")
                                .header("Content-Type", MEDIA_TYPE)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
        var id = body(answer).path("id");
        if (!id.isInt()) {
            throw unusable("gave no id for " + schema.getFullName());
        }
        return id.intValue();
    }

    /**
     * Apicurio 3.3 rejects an Avro schema with the default "{}". A space inside is equivalent, and
     * fingerprints do not cover defaults.
     */
    private static String text(Schema schema) {
        return schema.toString().replace("\"default\":\"{}\"", "\"default\":\"{ }\"");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("Accept", MEDIA_TYPE + ", application/json");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(
                    request,
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofString(), LARGEST_ANSWER));
        } catch (IOException e) {
            throw new SchemaRegistryException(
                    "the schema registry at %s does not answer; check its URL and that it runs"
                            .formatted(base),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException("interrupted while asking the schema registry", e);
        }
    }

    private JsonNode body(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw unusable(
                    "answered with status %d %s".formatted(answer.statusCode(), start(answer)));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new SchemaRegistryException(
                    "the schema registry at %s did not answer with JSON".formatted(base), e);
        }
    }

    private static String start(HttpResponse<String> answer) {
        var text = answer.body().strip();
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    private SchemaRegistryException unusable(String what) {
        return new SchemaRegistryException(
                "the schema registry at %s %s".formatted(base, what), null);
    }
}
