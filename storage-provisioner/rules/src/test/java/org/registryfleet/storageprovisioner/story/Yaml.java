package org.registryfleet.storageprovisioner.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.stage.view.ObjectRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** YAML in tests. */
public final class Yaml {

    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    public static ObjectNode object(String yaml) {
        try {
            return (ObjectNode) MAPPER.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reference of an object, or the reference that the node itself is. */
    public static ObjectRef ref(JsonNode node) {
        var metadata = node.has("metadata") ? node.path("metadata") : node;
        return new ObjectRef(
                node.path("apiVersion").asText(),
                node.path("kind").asText(),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText());
    }
}
