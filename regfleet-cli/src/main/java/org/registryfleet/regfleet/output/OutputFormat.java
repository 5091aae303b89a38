package org.registryfleet.regfleet.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** In which form a command prints its result. */
public enum OutputFormat {
    TABLE,
    JSON,
    YAML;

    private static final ObjectMapper JSON_TEXT = new ObjectMapper();
    private static final YAMLMapper YAML_TEXT =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build();

    /** The result as lines; the table is made only when it is wanted. */
    public List<String> lines(JsonNode result, Supplier<List<String>> table) {
        return switch (this) {
            case TABLE -> table.get();
            case JSON -> json(result).lines().toList();
            case YAML -> yaml(result).lines().toList();
        };
    }

    /** An object as people read it. */
    public static String yaml(JsonNode object) {
        try {
            return YAML_TEXT.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }

    private static String json(JsonNode object) {
        try {
            return JSON_TEXT.writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can be written", impossible);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
