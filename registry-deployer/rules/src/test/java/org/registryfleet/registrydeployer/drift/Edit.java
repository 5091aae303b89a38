package org.registryfleet.registrydeployer.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One thing that somebody changes in an object. */
record Edit(String what, ObjectNode edited) {

    private static final Set<String> IDENTITY =
            Set.of("/apiVersion", "/kind", "/metadata/name", "/metadata/namespace", "/roleRef");

    /**
     * Every single change of an object's fields: another value, no value, a further or a moved
     * element, and a further field where the manifest's owner tolerates none.
     */
    static List<Edit> of(ObjectNode object, Set<String> exact) {
        var edits = new Collector(object, exact, new ArrayList<>());
        for (var field : object.properties()) {
            if (!field.getKey().equals("metadata")) {
                edits.visit("/" + field.getKey(), field.getValue());
            }
        }
        edits.visit("/metadata/annotations", object.at("/metadata/annotations"));
        edits.visit("/metadata/labels", object.at("/metadata/labels"));
        return edits.found();
    }

    private record Collector(ObjectNode object, Set<String> exact, List<Edit> found) {

        void visit(String at, JsonNode value) {
            if (IDENTITY.contains(at) || value.isMissingNode()) {
                return;
            }
            if (!at.equals("/metadata/annotations") && !at.equals("/metadata/labels")) {
                add("remove " + at, at, null);
            }
            switch (value) {
                case ObjectNode fields -> visitFields(at, fields);
                case ArrayNode elements -> visitElements(at, elements);
                case TextNode text -> add("edit " + at, at, TextNode.valueOf(text.asText() + "x"));
                case IntNode number -> add("edit " + at, at, IntNode.valueOf(number.asInt() + 1));
                default ->
                        add(
                                "flip " + at,
                                at,
                                JsonNodeFactory.instance.booleanNode(!value.asBoolean()));
            }
        }

        private void visitFields(String at, ObjectNode fields) {
            if (exact.stream().anyMatch(own -> at.equals(own) || at.startsWith(own + "/"))) {
                change("add to " + at, at, node -> ((ObjectNode) node).put("foreign", "x"));
            }
            fields.properties().forEach(f -> visit(at + "/" + escaped(f.getKey()), f.getValue()));
        }

        private void visitElements(String at, ArrayNode elements) {
            change("append to " + at, at, node -> ((ArrayNode) node).add("foreign"));
            if (elements.size() > 1 && !elements.get(0).equals(elements.get(1))) {
                change(
                        "reorder " + at,
                        at,
                        node -> ((ArrayNode) node).add(((ArrayNode) node).remove(0)));
            }
            for (int i = 0; i < elements.size(); i++) {
                visit(at + "/" + i, elements.get(i));
            }
        }

        private void change(String what, String at, UnaryOperator<JsonNode> change) {
            var copy = object.deepCopy();
            change.apply(copy.at(at));
            found.add(new Edit(what, copy));
        }

        private void add(String what, String at, @Nullable JsonNode value) {
            var copy = object.deepCopy();
            var pointer = JsonPointer.compile(at);
            var last = pointer.last();
            switch (copy.at(pointer.head())) {
                case ObjectNode parent when value == null ->
                        parent.remove(last.getMatchingProperty());
                case ObjectNode parent -> parent.set(last.getMatchingProperty(), value);
                case ArrayNode parent when value == null -> parent.remove(last.getMatchingIndex());
                case ArrayNode parent -> parent.set(last.getMatchingIndex(), value);
                default -> throw new IllegalStateException(at);
            }
            found.add(new Edit(what, copy));
        }

        private static String escaped(String field) {
            return field.replace("~", "~0").replace("/", "~1");
        }
    }
}
