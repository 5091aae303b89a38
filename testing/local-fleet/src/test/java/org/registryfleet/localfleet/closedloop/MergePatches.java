package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Merge patches as an API server carries them out (RFC 7396). */
final class MergePatches {

    private MergePatches() {}

    static void apply(ObjectNode target, JsonNode patch) {
        for (var field : patch.properties()) {
            var value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value.isObject()) {
                var child =
                        target.get(field.getKey()) instanceof ObjectNode object
                                ? object
                                : target.putObject(field.getKey());
                apply(child, value);
            } else {
                target.set(field.getKey(), value);
            }
        }
    }
}
