package org.registryfleet.simulated.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7386). */
public final class JsonMergePatch {
    private JsonMergePatch() {}

    /** Applies the patch to the target in place. */
    public static void apply(ObjectNode target, JsonNode patch) {
        for (var change : patch.properties()) {
            var field = change.getKey();
            var value = change.getValue();
            if (value.isNull()) {
                target.remove(field);
            } else if (value.isObject()) {
                apply(Json.child(target, field), value);
            } else {
                target.set(field, value.deepCopy());
            }
        }
    }
}
