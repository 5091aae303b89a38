package org.registryfleet.simulated.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schemas of the custom resources of a cluster: a built-in selection, or real
 * CustomResourceDefinitions from a folder. Kinds without a schema accept everything. Immutable; to
 * be shared by clusters.
 */
public final class CustomSchemas {
    private static final CustomSchemas BUILT_IN = readBuiltIn();

    private final Map<String, StructuralSchema> byKind;

    private CustomSchemas(Map<String, StructuralSchema> byKind) {
        this.byKind = Map.copyOf(byKind);
    }

    /**
     * The schemas that come with the simulation: Config, ImagePruner and Route as far as this
     * project uses them.
     */
    public static CustomSchemas builtIn() {
        return BUILT_IN;
    }

    /**
     * The schemas of all CustomResourceDefinitions in the YAML files of this folder, over the
     * built-in ones.
     */
    public static CustomSchemas fromFolder(Path folder) {
        var schemas = new HashMap<>(BUILT_IN.byKind);
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
                addDefinition(schemas, Json.yaml(Files.readString(file)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new CustomSchemas(schemas);
    }

    /** The same, but values of this field of the kind are no longer limited to a fixed set. */
    public CustomSchemas withoutEnum(String apiVersion, String kind, String... path) {
        var name = apiVersion + "/" + kind;
        var changed = new HashMap<>(byKind);
        changed.computeIfPresent(name, (any, schema) -> schema.withoutEnum(path));
        return new CustomSchemas(changed);
    }

    /** The schema of a kind, if there is one. */
    public Optional<StructuralSchema> of(ResourceType type) {
        return Optional.ofNullable(byKind.get(type.apiVersion() + "/" + type.kind()));
    }

    private static void addDefinition(Map<String, StructuralSchema> schemas, JsonNode definition) {
        if (!definition.path("kind").asText().equals("CustomResourceDefinition")) {
            return;
        }
        var spec = definition.path("spec");
        for (var version : spec.path("versions")) {
            var name =
                    spec.path("group").asText()
                            + "/"
                            + version.path("name").asText()
                            + "/"
                            + spec.path("names").path("kind").asText();
            if (version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema) {
                dropDescriptions(schema);
                schemas.put(name, new StructuralSchema(schema));
            }
        }
    }

    /** Descriptions are most of a definition and of no use here. */
    private static void dropDescriptions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("description").isTextual()) {
                object.remove("description");
            }
            object.forEach(CustomSchemas::dropDescriptions);
        } else if (node instanceof ArrayNode list) {
            list.forEach(CustomSchemas::dropDescriptions);
        }
    }

    private static CustomSchemas readBuiltIn() {
        var file = Json.resource(CustomSchemas.class, "built-in.yaml");
        var parts = file.path("parts");
        var schemas = new HashMap<String, StructuralSchema>();
        for (var kind : file.path("kinds").properties()) {
            schemas.put(
                    kind.getKey(),
                    new StructuralSchema((ObjectNode) resolved(kind.getValue(), parts)));
        }
        return new CustomSchemas(schemas);
    }

    /** The tree with every {@code {part: name}} replaced by the part of that name. */
    private static JsonNode resolved(JsonNode node, JsonNode parts) {
        if (node instanceof ObjectNode object) {
            if (object.size() == 1 && object.path("part").isTextual()) {
                return resolved(parts.path(object.path("part").asText()), parts);
            }
            var copy = Json.object();
            object.properties()
                    .forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), parts)));
            return copy;
        }
        return node.deepCopy();
    }

    /** The kinds that have a schema, as apiVersion/kind. */
    public List<String> kinds() {
        return byKind.keySet().stream().sorted().toList();
    }
}
