package org.registryfleet.audit.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.Lane;
import org.registryfleet.audit.log.LogRecord;
import org.registryfleet.audit.log.LogRecord.Header;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * A record as a line of JSON: for people its time, headers, schema and event; for machines the
 * value's bytes in base64. Not for several threads.
 */
final class RecordLine {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectMapper mapper = new ObjectMapper();
    private final EventText events;

    RecordLine(Map<String, Schema> schemas) {
        this.events = new EventText(schemas);
    }

    /** The line, without its end. */
    byte[] write(LogRecord record) {
        var line = JSON.objectNode();
        line.put("offset", record.offset());
        line.put("timestamp", record.time().toEpochMilli());
        line.put("time", record.time().toString());
        line.put("key", record.key());
        var headers = line.putArray("headers");
        record.headers().forEach(header -> headers.add(json(header)));
        var value = record.value();
        if (value != null) {
            line.put("schema", SchemaIds.of(value).orElse(null));
            line.set("event", events.of(value).orElse(JSON.nullNode()));
        }
        line.put("value", value);
        try {
            return mapper.writeValueAsBytes(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }

    /** The record; empty when the line is none. */
    Optional<LogRecord> read(Lane lane, byte[] line) {
        try {
            if (!(mapper.readTree(line) instanceof ObjectNode json)) {
                return Optional.empty();
            }
            var headers = new ArrayList<Header>();
            for (var header : json.path("headers")) {
                headers.add(header(header));
            }
            return Optional.of(
                    new LogRecord(
                            lane.topic(),
                            lane.partition(),
                            json.path("offset").asLong(),
                            Instant.ofEpochMilli(json.path("timestamp").asLong()),
                            json.path("key").isTextual() ? json.path("key").textValue() : null,
                            json.path("value").binaryValue(),
                            headers));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static ObjectNode json(Header header) {
        var json = JSON.objectNode().put("name", header.name());
        var text = text(header.value());
        return text == null && header.value() != null
                ? json.put("base64", header.value())
                : json.put("text", text);
    }

    private static Header header(JsonNode json) throws IOException {
        var name = json.path("name").asText();
        if (json.has("base64")) {
            return new Header(name, json.path("base64").binaryValue());
        }
        var text = json.path("text").textValue();
        return new Header(name, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
