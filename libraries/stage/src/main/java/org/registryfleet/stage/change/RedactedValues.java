package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Values that a patch takes over from the observed object, inside a list that is written as a
 * whole, and of which the log has the digest only: somebody else's condition that quotes a token.
 * They are written by reference to the object itself.
 */
final class RedactedValues {

    /** Fields by which an element of a list is found again though the rest of it has changed. */
    private static final Set<String> KEYS = Set.of("name", "type");

    private final ObjectRef ref;
    private final List<SecretValue> found = new ArrayList<>();

    private RedactedValues(ObjectRef ref) {
        this.ref = ref;
    }

    static List<SecretValue> takenOver(ObjectRef ref, JsonNode patch, JsonNode observed) {
        var values = new RedactedValues(ref);
        values.find(patch, "", observed, "");
        return values.found;
    }

    private void find(JsonNode wanted, String pointer, JsonNode observed, String source) {
        if (wanted instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            field -> {
                                var name = field.getKey();
                                var step = "/" + Digests.escaped(name);
                                find(
                                        field.getValue(),
                                        pointer + step,
                                        observed.path(name),
                                        source + step);
                            });
        } else if (wanted instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int same = indexOf(list.get(i), observed);
                if (same >= 0) {
                    find(list.get(i), pointer + "/" + i, observed.get(same), source + "/" + same);
                }
            }
        } else if (wanted.equals(observed) && Digests.isRedacted(wanted.asText())) {
            found.add(SecretValue.copied(pointer, ref, source));
        }
    }

    private static int indexOf(JsonNode element, JsonNode list) {
        int similar = -1;
        for (int i = 0; i < list.size(); i++) {
            var other = list.path(i);
            if (other.equals(element)) {
                return i;
            }
            if (similar < 0
                    && KEYS.stream()
                            .anyMatch(k -> other.has(k) && other.get(k).equals(element.get(k)))) {
                similar = i;
            }
        }
        return similar;
    }
}
