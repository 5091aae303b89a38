package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Normalises sections of the Config to the form in which the API server stores them in another
 * object.
 */
final class CanonicalJsonForm {

    private CanonicalJsonForm() {}

    /** Removes nulls and empty lists; empty objects are significant and kept. */
    static JsonNode of(JsonNode node) {
        var copy = node.deepCopy();
        prune(copy);
        return copy;
    }

    /** Also removes empty strings among the node's own fields. */
    static JsonNode withoutEmptyTexts(JsonNode node) {
        var form = of(node);
        if (form instanceof ObjectNode object) {
            object.properties()
                    .removeIf(
                            field ->
                                    field.getValue().isTextual()
                                            && field.getValue().textValue().isEmpty());
        }
        return form;
    }

    private static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> isDropped(field.getValue()));
        }
        node.forEach(CanonicalJsonForm::prune);
    }

    private static boolean isDropped(JsonNode value) {
        return value.isNull() || (value.isArray() && value.isEmpty());
    }
}
