package org.registryfleet.scenarios.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A place in an object: keys separated by {@code /}; {@code a|b} is either key, {@code a[]} every
 * element of the list under the key.
 */
record TreePath(List<String> segments) {

    static TreePath of(String text) {
        return new TreePath(Arrays.asList(text.split("/", -1)));
    }

    /**
     * Calls the visitor with the parent and key of every place that exists and is no list element.
     */
    void visit(JsonNode root, BiConsumer<ObjectNode, String> visitor) {
        visit(root, 0, visitor);
    }

    private void visit(JsonNode node, int depth, BiConsumer<ObjectNode, String> visitor) {
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        var segment = segments.get(depth);
        var isList = segment.endsWith("[]");
        var keys = (isList ? segment.substring(0, segment.length() - 2) : segment).split("\\|", -1);
        var isLast = depth == segments.size() - 1;
        for (var key : keys) {
            var child = object.get(key);
            if (child == null) {
                continue;
            }
            if (isLast) {
                visitor.accept(object, key);
            } else if (isList) {
                child.forEach(element -> visit(element, depth + 1, visitor));
            } else {
                visit(child, depth + 1, visitor);
            }
        }
    }
}
