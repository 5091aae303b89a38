package org.registryfleet.audit.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Renders records of the log as JSON, so that they can be compared field by field. */
public final class RecordJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Fields that hold JSON as text. */
    private static final Set<String> NESTED = Set.of("statusStorage", "contribution");

    private RecordJson() {}

    /** The payload of a record, without its decision metadata. */
    public static ObjectNode of(SpecificRecord record) {
        return of(record, Set.of("cluster", "decision"));
    }

    /** All fields but the named ones. */
    static ObjectNode of(SpecificRecord record, Set<String> without) {
        var json = NODES.objectNode();
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (!without.contains(field.name())) {
                json.set(
                        field.name(),
                        NESTED.contains(field.name()) ? tree(String.valueOf(value)) : node(value));
            }
        }
        return json;
    }

    /** The parsed JSON; null for an empty text, the text itself if it is not JSON. */
    static JsonNode tree(String text) {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return NODES.textNode(text);
        }
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case SpecificRecord record -> of(record, Set.of());
            case GenericEnumSymbol<?> symbol -> NODES.textNode(symbol.toString());
            case Collection<?> items -> {
                var list = NODES.arrayNode();
                items.forEach(item -> list.add(node(item)));
                yield list;
            }
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, JsonNode>();
                map.forEach((key, item) -> sorted.put(String.valueOf(key), node(item)));
                yield NODES.objectNode().setAll(sorted);
            }
            case Boolean bool -> NODES.booleanNode(bool);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            default -> NODES.textNode(value.toString());
        };
    }
}
