package org.registryfleet.simulated.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks a value against a schema and collects complaints with their paths. */
final class SchemaValidation {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final Pattern TIME =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DURATION =
            Pattern.compile(
                    "[+-]?(0|(\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h|d|w)"
                            + "((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h|d|w))*)");

    private final List<FieldError> errors;

    SchemaValidation(List<FieldError> errors) {
        this.errors = errors;
    }

    void check(JsonNode schema, JsonNode value, String path) {
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (!hasType(schema, value)) {
            errors.add(FieldError.wrongType(path, typeOf(value), expectedType(schema)));
            return;
        }
        switch (value.getNodeType()) {
            case OBJECT -> checkObject(schema, value, path);
            case ARRAY -> checkList(schema, value, path);
            case STRING -> checkText(schema, value, path);
            case NUMBER -> checkNumber(schema, value, path);
            case BOOLEAN, NULL, BINARY, MISSING, POJO -> {}
        }
        checkEnum(schema, value, path);
        checkCombinations(schema, value, path);
    }

    private void checkObject(JsonNode schema, JsonNode value, String path) {
        for (var name : schema.path("required")) {
            if (!value.has(name.asText())) {
                errors.add(FieldError.required(below(path, name.asText()), ""));
            }
        }
        for (var field : value.properties()) {
            var own = SchemaPruning.fieldSchema(schema, field.getKey());
            if (own.isObject() && !(path.isEmpty() && field.getKey().equals("metadata"))) {
                check(own, field.getValue(), below(path, field.getKey()));
            }
        }
    }

    private void checkList(JsonNode schema, JsonNode list, String path) {
        var most = schema.path("maxItems");
        if (most.isInt() && list.size() > most.asInt()) {
            errors.add(FieldError.tooMany(path, list.size(), most.asInt()));
        }
        if (list.size() < schema.path("minItems").asInt(0)) {
            errors.add(
                    FieldError.invalid(
                            path,
                            list,
                            path
                                    + " in body should have at least "
                                    + schema.path("minItems")
                                    + " items"));
        }
        var seen = new HashSet<JsonNode>();
        for (var i = 0; i < list.size(); i++) {
            var at = path + "[" + i + "]";
            check(schema.path("items"), list.get(i), at);
            var identity = identity(schema, list.get(i));
            if (!identity.isMissingNode() && !seen.add(identity)) {
                errors.add(FieldError.duplicate(at, identity));
            }
        }
    }

    /** What must be unique about an item; missing for atomic lists. */
    private static JsonNode identity(JsonNode schema, JsonNode item) {
        return switch (schema.path("x-kubernetes-list-type").asText()) {
            case "set" -> item;
            case "map" -> {
                ObjectNode keys = Json.object();
                schema.path("x-kubernetes-list-map-keys")
                        .forEach(key -> keys.set(key.asText(), item.path(key.asText())));
                yield keys;
            }
            case String atomic -> Json.object().path("");
        };
    }

    private void checkText(JsonNode schema, JsonNode value, String path) {
        var text = value.asText();
        var most = schema.path("maxLength");
        if (most.isInt() && text.codePointCount(0, text.length()) > most.asInt()) {
            errors.add(FieldError.tooLong(path, most.asInt()));
        }
        var least = schema.path("minLength").asInt(0);
        if (text.codePointCount(0, text.length()) < least) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body should be at least " + least + " chars long"));
        }
        var pattern = schema.path("pattern");
        if (pattern.isTextual() && !pattern(pattern.asText()).matcher(text).find()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body should match '" + pattern.asText() + "'"));
        }
        var format = schema.path("format").asText();
        if (!hasFormat(format, text)) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body must be of type " + format + ": " + value));
        }
    }

    private static boolean hasFormat(String format, String text) {
        return switch (format) {
            case "date-time" -> TIME.matcher(text).matches();
            case "duration" -> DURATION.matcher(text).matches();
            case "byte" -> text.getBytes(StandardCharsets.US_ASCII).length % 4 == 0;
            case String unchecked -> true;
        };
    }

    private void checkNumber(JsonNode schema, JsonNode value, String path) {
        var least = schema.path("minimum");
        if (least.isNumber() && value.asDouble() < least.asDouble()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body should be greater than or equal to " + least));
        }
        var most = schema.path("maximum");
        if (most.isNumber() && value.asDouble() > most.asDouble()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body should be less than or equal to " + most));
        }
        if (schema.path("format").asText().equals("int32") && !value.canConvertToInt()) {
            errors.add(
                    FieldError.invalid(
                            path, value, path + " in body must be of type int32: " + value));
        }
    }

    private void checkEnum(JsonNode schema, JsonNode value, String path) {
        var allowed = schema.path("enum");
        if (allowed.isArray() && stream(allowed).noneMatch(value::equals)) {
            errors.add(
                    FieldError.notSupported(
                            path, value, stream(allowed).map(JsonNode::asText).toList()));
        }
    }

    private void checkCombinations(JsonNode schema, JsonNode value, String path) {
        stream(schema.path("allOf")).forEach(one -> check(one, value, path));
        var any = schema.path("anyOf");
        if (any.isArray() && stream(any).noneMatch(one -> fits(one, value))) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body must validate at least one schema (anyOf)"));
        }
        var one = schema.path("oneOf");
        if (one.isArray() && stream(one).filter(single -> fits(single, value)).count() != 1) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value,
                            path + " in body must validate one and only one schema (oneOf)"));
        }
        if (schema.path("not").isObject() && fits(schema.path("not"), value)) {
            errors.add(
                    FieldError.invalid(
                            path, value, path + " in body must not validate the schema (not)"));
        }
    }

    private static boolean fits(JsonNode schema, JsonNode value) {
        var complaints = new ArrayList<FieldError>();
        new SchemaValidation(complaints).check(schema, value, "");
        return complaints.isEmpty();
    }

    private static boolean hasType(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case String untyped -> true;
        };
    }

    private static String expectedType(JsonNode schema) {
        return schema.path("x-kubernetes-int-or-string").asBoolean()
                ? "integer,string"
                : schema.path("type").asText();
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
        };
    }

    private static Pattern pattern(String text) {
        return PATTERNS.computeIfAbsent(text, Pattern::compile);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
