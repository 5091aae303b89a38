package org.registryfleet.registrydeployer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The form in which a desired and a recorded object can be compared. */
public final class NormalForm {

    private NormalForm() {}

    /** Without nulls and with one placeholder for every checksum. */
    public static ObjectNode of(ObjectNode object) {
        var copy = object.deepCopy();
        dropNulls(copy);
        if (copy.at("/metadata/annotations") instanceof ObjectNode annotations) {
            for (var field : annotations.properties()) {
                if (field.getKey().endsWith("/checksum") || field.getKey().endsWith("/spec-hash")) {
                    annotations.put(field.getKey(), "<checksum>");
                }
            }
        }
        return copy;
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(NormalForm::dropNulls);
    }
}
