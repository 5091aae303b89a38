package org.registryfleet.registrydeployer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The form in which a desired and a recorded object can be compared. */
public final class NormalForm {

    private NormalForm() {}

    /** Without nulls and without the reference's checksums, which are no part of the contract. */
    public static ObjectNode of(ObjectNode object) {
        var copy = object.deepCopy();
        dropNulls(copy);
        if (copy.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.properties().removeIf(field -> isChecksum(field.getKey()));
            if (annotations.isEmpty()) {
                copy.withObject("/metadata").remove("annotations");
            }
        }
        return copy;
    }

    private static boolean isChecksum(String annotation) {
        return annotation.endsWith("/checksum") || annotation.endsWith("/spec-hash");
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(NormalForm::dropNulls);
    }
}
