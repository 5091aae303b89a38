package org.registryfleet.replay.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The first field in which two records differ.
 *
 * @param path JSON pointer of the field; continues into fields that hold JSON as text
 * @param left value in the first record; empty if absent
 * @param right value in the second record; empty if absent
 */
record FirstDifference(String path, String left, String right) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    static FirstDifference between(SpecificRecord left, SpecificRecord right) {
        return between("", tree(left.toString()), tree(right.toString()));
    }

    /** Long values are truncated with an ellipsis. */
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static FirstDifference between(String path, JsonNode left, JsonNode right) {
        var a = unfolded(left);
        var b = unfolded(right);
        for (var step : steps(a, b)) {
            var inA = child(a, step);
            var inB = child(b, step);
            if (!inA.equals(inB)) {
                return between(path + "/" + step.replace("~", "~0").replace("/", "~1"), inA, inB);
            }
        }
        return new FirstDifference(path, text(a), text(b));
    }

    private static List<String> steps(JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            var names = new TreeSet<String>();
            a.fieldNames().forEachRemaining(names::add);
            b.fieldNames().forEachRemaining(names::add);
            return new ArrayList<>(names);
        }
        if (a.isArray() && b.isArray()) {
            return IntStream.range(0, Math.max(a.size(), b.size()))
                    .mapToObj(Integer::toString)
                    .toList();
        }
        return List.of();
    }

    private static JsonNode child(JsonNode parent, String step) {
        var child = parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
        return child == null ? MissingNode.getInstance() : child;
    }

    private static JsonNode unfolded(JsonNode node) {
        return node.isTextual() && node.textValue().startsWith("{") ? tree(node.textValue()) : node;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException plain) {
            return TextNode.valueOf(text);
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : shortened(node.toString());
    }
}
