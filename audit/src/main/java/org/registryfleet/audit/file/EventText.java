package org.registryfleet.audit.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows events as JSON with nothing but their schemas. The same bytes and schemas give the same
 * JSON. Not for several threads.
 */
final class EventText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TIME = "timestamp-millis";

    private final Map<String, Schema> schemas;
    private final Map<String, GenericDatumReader<IndexedRecord>> readers = new HashMap<>();

    EventText(Map<String, Schema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /** The event; empty when the value is not one of a known schema. */
    Optional<JsonNode> of(byte[] value) {
        var reader = SchemaIds.of(value).map(this::reader).orElse(null);
        if (reader == null) {
            return Optional.empty();
        }
        var body = SchemaIds.HEADER;
        try {
            var decoder =
                    DecoderFactory.get().binaryDecoder(value, body, value.length - body, null);
            var event = reader.read(null, decoder);
            return decoder.isEnd() ? Optional.of(json(event, event.getSchema())) : Optional.empty();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    private @Nullable GenericDatumReader<IndexedRecord> reader(String id) {
        var schema = schemas.get(id);
        return schema == null
                ? null
                : readers.computeIfAbsent(
                        id, _ -> new GenericDatumReader<>(schema, schema, new GenericData()));
    }

    private static JsonNode json(@Nullable Object value, Schema schema) {
        return switch (value) {
            case null -> JSON.nullNode();
            case IndexedRecord record -> object(record);
            case Map<?, ?> map -> object(map, schemaIn(schema, Schema.Type.MAP).getValueType());
            case Collection<?> list ->
                    array(list, schemaIn(schema, Schema.Type.ARRAY).getElementType());
            case Boolean bool -> JSON.booleanNode(bool);
            case Integer number -> JSON.numberNode(number);
            case Long number -> number(number, schema);
            case Double number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case ByteBuffer bytes -> JSON.textNode(base64(bytes));
            default -> JSON.textNode(value.toString());
        };
    }

    private static String base64(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }

    private static ObjectNode object(IndexedRecord record) {
        var object = JSON.objectNode();
        for (var field : record.getSchema().getFields()) {
            object.set(field.name(), json(record.get(field.pos()), field.schema()));
        }
        return object;
    }

    /** In the order of the keys: maps have none of their own. */
    private static ObjectNode object(Map<?, ?> map, Schema values) {
        var sorted = new TreeMap<String, JsonNode>();
        map.forEach((key, value) -> sorted.put(key.toString(), json(value, values)));
        var object = JSON.objectNode();
        sorted.forEach(object::set);
        return object;
    }

    private static JsonNode array(Collection<?> list, Schema elements) {
        var array = JSON.arrayNode();
        list.forEach(element -> array.add(json(element, elements)));
        return array;
    }

    private static JsonNode number(long number, Schema schema) {
        var type = schemaIn(schema, Schema.Type.LONG).getLogicalType();
        return type != null && type.getName().equals(TIME)
                ? JSON.textNode(Instant.ofEpochMilli(number).toString())
                : JSON.numberNode(number);
    }

    /** The branch of a union with the value's type, or the schema itself. */
    private static Schema schemaIn(Schema schema, Schema.Type type) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() == type)
                .findFirst()
                .orElse(schema);
    }
}
