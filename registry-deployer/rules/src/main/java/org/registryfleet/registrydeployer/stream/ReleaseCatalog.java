package org.registryfleet.registrydeployer.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.Releases;

import java.util.HashMap;
import java.util.TreeMap;

/**
 * {@link Releases} as a setting: {@code {"4.19.8": {"registryImage": …, "prunerImage": …,
 * "operatorImage": …}}}.
 */
public final class ReleaseCatalog {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REGISTRY = "registryImage";
    private static final String PRUNER = "prunerImage";
    private static final String OPERATOR = "operatorImage";

    private ReleaseCatalog() {}

    /**
     * Reads the setting.
     *
     * @param text empty when there are no other releases
     * @throws IllegalArgumentException when it is not of that form
     */
    public static Releases read(OperandImages standard, String text) {
        if (text.isBlank()) {
            return Releases.only(standard);
        }
        try {
            var others = new HashMap<String, OperandImages>();
            for (var release : JSON.readTree(text).properties()) {
                others.put(release.getKey(), images(release.getKey(), release.getValue()));
            }
            return new Releases(standard, others);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "RELEASES is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    static String text(Releases releases) {
        var catalog = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(releases.others())
                .forEach(
                        (version, images) ->
                                catalog.putObject(version)
                                        .put(REGISTRY, images.registry())
                                        .put(PRUNER, images.pruner())
                                        .put(OPERATOR, images.operator()));
        return catalog.toString();
    }

    private static OperandImages images(String version, JsonNode images) {
        return new OperandImages(
                image(version, images, REGISTRY),
                image(version, images, PRUNER),
                image(version, images, OPERATOR),
                version);
    }

    private static String image(String version, JsonNode images, String field) {
        var image = images.path(field).asText("");
        if (image.isBlank()) {
            throw new IllegalArgumentException(
                    "RELEASES has no %s for release %s; each release needs %s, %s and %s"
                            .formatted(field, version, REGISTRY, PRUNER, OPERATOR));
        }
        return image;
    }
}
