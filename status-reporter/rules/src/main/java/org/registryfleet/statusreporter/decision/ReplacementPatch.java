package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A merge patch that replaces an observed value as a whole. */
final class ReplacementPatch {

    private ReplacementPatch() {}

    /** The desired value, with a null for every field to remove. */
    static JsonNode of(JsonNode observed, JsonNode wanted) {
        if (!(wanted instanceof ObjectNode target) || !observed.isObject()) {
            return wanted;
        }
        var replacement = target.deepCopy();
        for (var member : observed.properties()) {
            var name = member.getKey();
            if (target.has(name)) {
                replacement.set(name, of(member.getValue(), target.get(name)));
            } else {
                replacement.putNull(name);
            }
        }
        return replacement;
    }
}
