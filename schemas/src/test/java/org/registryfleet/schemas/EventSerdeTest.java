package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

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

/** The serde as Kafka configures it, and its registry over HTTP. */
class EventSerdeTest {

    private static final String TOPIC = Topics.STORAGE_OUTCOMES;

    private final Outcome event = GoldenEvents.event(Outcome.class, "found");
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

    @Test
    void writesSingleObjectsWithoutAnyConfiguration() {
        var serde = new EventSerde();

        var bytes = serde.serializer().serialize(TOPIC, event);

        assertThat(bytes).isEqualTo(GoldenEvents.bytes(Outcome.class, "found"));
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(event);
    }

    @Test
    void passesTombstonesThrough() {
        var serde = new EventSerde();

        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
    }

    @Test
    void writesAndReadsTheRegistrysFormatWhenConfigured() {
        answers.put(
                "POST /base/subjects/org.registryfleet.events.Outcome/versions", "{\"id\": 258}");
        var serde = configured("schema-registry");

        var bytes = serde.serializer().serialize(TOPIC, event);
        answers.put("GET /base/schemas/ids/258", registered.get());

        assertThat(bytes).startsWith(0, 0, 0, 1, 2);
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(event);
    }

    /** Apicurio takes a schema with the default {} for none of Avro's. */
    @Test
    void registersDefaultsOfEmptyObjectsInAFormThatEveryRegistryTakes() {
        var base = URI.create("http://127.0.0.1:%d".formatted(registry.getAddress().getPort()));
        answers.put(
                "POST /subjects/org.registryfleet.events.StorageProvisioned/versions",
                "{\"id\": 7}");
        var schema = StorageProvisioned.getClassSchema();

        assertThat(new HttpSchemaRegistryClient(base).id(schema)).isEqualTo(7);

        answers.put("GET /schemas/ids/7", registered.get());
        var kept = new HttpSchemaRegistryClient(base).schema(7).orElseThrow();
        assertThat(schema.toString()).contains("\"{}\"");
        assertThat(kept.toString()).doesNotContain("\"{}\"").contains("\"{ }\"");
        assertThat(SchemaNormalization.parsingFingerprint64(kept))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(schema));
    }

    @Test
    void readsBothFormatsWhicheverItWrites() {
        var serde = configured("single-object");

        var bytes = serde.serializer().serialize(TOPIC, event);

        assertThat(bytes).isEqualTo(GoldenEvents.bytes(Outcome.class, "found"));
        assertThat(configured("schema-registry").deserializer().deserialize(TOPIC, bytes))
                .isEqualTo(event);
    }

    @Test
    void tellsAnUnknownIdFromARegistryThatIsDown() {
        var serde = configured("single-object");
        var bytes = new byte[] {0, 0, 0, 0, 9, 1};

        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("has no schema id 9");

        registry.stop(0);
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("does not answer; check its URL");
    }

    @Test
    void refusesAnswersThatAreNoSchema() {
        answers.put("GET /base/schemas/ids/1", "{\"schema\": \"{}\"}");
        answers.put("GET /base/schemas/ids/2", "<html>");
        answers.put("GET /base/schemas/ids/3", "{\"schema\": \"{}\", \"references\": [{}]}");
        var reader = configured("single-object").deserializer();

        assertThatThrownBy(() -> reader.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 1}))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("is no Avro schema");
        assertThatThrownBy(() -> reader.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 2}))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("did not answer with JSON");
        assertThatThrownBy(() -> reader.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 3}))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("refers to other schemas");
    }

    @Test
    void refusesAConfigurationThatCannotWork() {
        assertThatThrownBy(
                        () ->
                                new EventSerde()
                                        .configure(
                                                Map.of(EventSettings.FORMAT, "schema-registry"),
                                                false))
                .hasMessageContaining("needs a schema registry");
        assertThatThrownBy(() -> configured("protobuf"))
                .hasMessageContaining(
                        "registryfleet.events.format is 'protobuf'; it can be [single-object,"
                                + " schema-registry]");
    }

    private EventSerde configured(String format) {
        var serde = new EventSerde();
        var url = "http://127.0.0.1:%d/base".formatted(registry.getAddress().getPort());
        serde.configure(
                Map.of(EventSettings.FORMAT, format, EventSettings.REGISTRY_URL, url), false);
        return serde;
    }
}
