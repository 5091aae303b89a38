package org.registryfleet.fleetpolicy.policy;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A document against the part of JSON Schema that the shipped schema of policies uses: type,
 * properties, additionalProperties, required, enum, pattern, minimum, items, minItems,
 * minProperties and maxProperties.
 */
public final class SchemaCheck {

    private final List<Problem> problems = new ArrayList<>();

    private SchemaCheck() {}

    /**
     * What is wrong with a document.
     *
     * @param path of the value, as in {@code spec.config.replicas}
     * @param known the fields that there are, when the value is one that there is not
     */
    public record Problem(String path, String what, List<String> known) {

        public Problem {
            known = List.copyOf(known);
        }

        /**
         * The problem in one sentence.
         *
         * @param near finds the names that are near one, among those that there are
         */
        public String sentence(BiFunction<String, List<String>, List<String>> near) {
            if (known.isEmpty()) {
                return path + " " + what;
            }
            var names = near.apply(path.substring(path.lastIndexOf('.') + 1), known);
            return "%s: %s; %s"
                    .formatted(
                            path,
                            what,
                            names.isEmpty()
                                    ? "fields are " + String.join(", ", known)
                                    : "did you mean " + names.getFirst() + "?");
        }
    }

    /** All problems at once; none when the document fits. */
    public static List<Problem> of(JsonNode document, JsonNode schema) {
        var check = new SchemaCheck();
        check.check("", document, schema);
        return List.copyOf(check.problems);
    }

    private void check(String path, JsonNode value, JsonNode schema) {
        var type = schema.path("type").asText("");
        if (!type.isEmpty() && !isOf(type, value)) {
            problem(path, "is %s, wanted is %s".formatted(shown(value), type));
            return;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            problem(path, "is %s, wanted is one of %s".formatted(shown(value), schema.get("enum")));
        }
        var pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !value.asText().matches(pattern)) {
            problem(path, "is %s: %s".formatted(shown(value), schema.path("description").asText()));
        }
        if (value.isNumber() && value.asLong() < schema.path("minimum").asLong(Long.MIN_VALUE)) {
            problem(path, "is %s, wanted is at least %s".formatted(value, schema.path("minimum")));
        }
        if (value.isObject()) {
            object(path, value, schema);
        }
        if (value.isArray()) {
            list(path, value, schema);
        }
    }

    private void object(String path, JsonNode value, JsonNode schema) {
        for (var required : schema.path("required")) {
            if (!value.has(required.asText())) {
                problem(path, "lacks the field " + required.asText());
            }
        }
        var size = value.size();
        if (size < schema.path("minProperties").asInt(0)
                || size > schema.path("maxProperties").asInt(Integer.MAX_VALUE)) {
            problem(path, schema.path("description").asText());
        }
        var known = schema.path("properties");
        for (var member : value.properties()) {
            var at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            if (known.has(member.getKey())) {
                check(at, member.getValue(), known.path(member.getKey()));
            } else if (schema.path("additionalProperties").isObject()) {
                check(at, member.getValue(), schema.path("additionalProperties"));
            } else if (!schema.path("additionalProperties").asBoolean(true)) {
                problems.add(new Problem(at, "there is no such field", names(known)));
            }
        }
    }

    private void list(String path, JsonNode value, JsonNode schema) {
        if (value.size() < schema.path("minItems").asInt(0)) {
            problem(path, "is empty");
        }
        for (int index = 0; index < value.size(); index++) {
            check("%s[%d]".formatted(path, index), value.get(index), schema.path("items"));
        }
    }

    private void problem(String path, String what) {
        problems.add(new Problem(path.isEmpty() ? "the document" : path, what, List.of()));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            default -> throw new IllegalArgumentException("the schema has a type " + type);
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }

    /** An address may hold a password. */
    private static String shown(JsonNode value) {
        var text = value.toString();
        if (text.contains("@")) {
            return "a value that is not shown";
        }
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static List<String> names(JsonNode properties) {
        return Stream.of(properties)
                .flatMap(one -> one.properties().stream())
                .map(member -> member.getKey())
                .toList();
    }
}
