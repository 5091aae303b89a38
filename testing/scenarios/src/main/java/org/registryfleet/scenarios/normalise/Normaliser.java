package org.registryfleet.scenarios.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Set;

/** Brings an object as an API server returns it to the form in which states are recorded. */
public final class Normaliser {

    private Normaliser() {}

    /** A normalised copy; an object in normal form stays as it is. */
    public static ObjectNode normalise(ObjectNode observed, NormalisedGenerations generations) {
        return normalise(observed, generations, Set.of());
    }

    /** The same where a user has chosen these values of httpSecret, which stay as they are. */
    public static ObjectNode normalise(
            ObjectNode observed, NormalisedGenerations generations, Set<String> httpSecrets) {
        var object = observed.deepCopy();
        removeNulls(object);
        decodeSecret(object);
        Status.normalise(object, generations);
        Metadata.normalise(object);
        Defaults.removeFrom(object);
        if (object.get("metadata") instanceof ObjectNode metadata) {
            Metadata.removeIfEmpty(metadata, "annotations");
        }
        Generated.replaceIn(object, httpSecrets);
        return object;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var nulls = new ArrayList<String>();
            object.properties()
                    .forEach(
                            e -> {
                                if (e.getValue().isNull()) {
                                    nulls.add(e.getKey());
                                }
                            });
            object.remove(nulls);
        }
        node.forEach(Normaliser::removeNulls);
    }

    private static void decodeSecret(ObjectNode object) {
        if (!object.path("kind").asText().equals("Secret")) {
            return;
        }
        var data = object.remove("data");
        if (!(data instanceof ObjectNode encoded) || encoded.isEmpty()) {
            return;
        }
        var decoded = object.putObject("stringData");
        encoded.properties().forEach(e -> decoded.put(e.getKey(), decode(e.getValue())));
    }

    private static String decode(@Nullable JsonNode value) {
        var text = value == null ? "" : value.asText();
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
