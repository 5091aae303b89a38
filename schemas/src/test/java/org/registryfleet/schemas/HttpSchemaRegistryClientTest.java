package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.StorageProvisioned;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The client of a schema registry over HTTP. */
class HttpSchemaRegistryClientTest {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicReference<String> registered = new AtomicReference<>("");
    private HttpServer registry;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/",
                exchange -> {
                    var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                    var body = exchange.getRequestBody().readAllBytes();
                    if (exchange.getRequestMethod().equals("POST")) {
                        registered.set(new String(body, StandardCharsets.UTF_8));
                    }
                    var answer = answers.get(request);
                    var bytes = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        registry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.stop(0);
    }

    /** Apicurio takes a schema with the default {} for none of Avro's. */
    @Test
    void registersDefaultsOfEmptyObjectsInAFormThatEveryRegistryTakes() throws IOException {
        answers.put(
                "POST /subjects/org.registryfleet.events.StorageProvisioned/versions",
                "{\"id\": 7}");
        var schema = StorageProvisioned.getClassSchema();

        assertThat(new HttpSchemaRegistryClient(base()).id(schema)).isEqualTo(7);

        var text = new ObjectMapper().readTree(registered.get()).path("schema").asText();
        var kept = new Schema.Parser().parse(text);
        assertThat(schema.toString()).contains("\"{}\"");
        assertThat(kept.toString()).doesNotContain("\"{}\"").contains("\"{ }\"");
        assertThat(SchemaNormalization.parsingFingerprint64(kept))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(schema));
    }

    @Test
    void saysThatARegistryIsDownOrGivesNoSchemasId() {
        var schema = Outcome.getClassSchema();
        var client = new HttpSchemaRegistryClient(base());
        assertThatThrownBy(() -> client.id(schema))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("answered with status 404");
        var path = "POST /subjects/org.registryfleet.events.Outcome/versions";
        answers.put(path, "<html>");
        assertThatThrownBy(() -> client.id(schema))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("did not answer with JSON");
        answers.put(path, "{}");
        assertThatThrownBy(() -> client.id(schema))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("gave no id");

        registry.stop(0);
        assertThatThrownBy(() -> client.id(schema))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("does not answer; check its URL");
    }

    private URI base() {
        return URI.create("http://127.0.0.1:%d".formatted(registry.getAddress().getPort()));
    }
}
