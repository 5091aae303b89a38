package org.registryfleet.simulated.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field selector in the syntax of the list parameter; which fields a kind supports is fixed as in
 * the real server.
 */
public record FieldSelector(List<Term> terms) {
    /** Selects everything. */
    public static final FieldSelector ALL = new FieldSelector(List.of());

    private static final Set<String> METADATA = Set.of("metadata.name", "metadata.namespace");
    private static final Map<String, Set<String>> MORE =
            Map.of(
                    "Secret", Set.of("type"),
                    "Pod", Set.of("spec.nodeName", "status.phase", "spec.restartPolicy"),
                    "Namespace", Set.of("status.phase"),
                    "Node", Set.of("spec.unschedulable"),
                    "Event",
                            Set.of(
                                    "involvedObject.kind",
                                    "involvedObject.name",
                                    "involvedObject.namespace",
                                    "reason",
                                    "type"));

    /** One comparison of a field with a value. */
    public record Term(String field, boolean equal, String value) {
        private boolean matches(String actual) {
            return actual.equals(value) == equal;
        }
    }

    /** Reads fields other than the name and the namespace of an object. */
    @FunctionalInterface
    public interface Fields {
        /** The text of a field; empty when it is not there. */
        String text(String field);
    }

    /** Parses the parameter's text; fails with {@link IllegalArgumentException}. */
    public static FieldSelector parse(ResourceType type, String text) {
        if (text.isBlank()) {
            return ALL;
        }
        var terms = new ArrayList<Term>();
        for (var part : text.split(",", -1)) {
            terms.add(term(type, part));
        }
        return new FieldSelector(List.copyOf(terms));
    }

    /** Whether the object is selected. */
    public boolean matches(ObjectKey key, Fields fields) {
        for (var term : terms) {
            var actual =
                    switch (term.field()) {
                        case "metadata.name" -> key.name();
                        case "metadata.namespace" -> key.namespace();
                        case String other -> fields.text(other);
                    };
            if (!term.matches(actual)) {
                return false;
            }
        }
        return true;
    }

    /** Whether everything is selected. */
    public boolean isAll() {
        return terms.isEmpty();
    }

    private static Term term(ResourceType type, String part) {
        var at = part.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException(
                    "invalid selector: '" + part + "'; can't understand '" + part + "'");
        }
        var unequal = part.charAt(at - 1) == '!';
        var field = part.substring(0, unequal ? at - 1 : at);
        var value = part.substring(part.startsWith("==", at) ? at + 2 : at + 1);
        if (!METADATA.contains(field)
                && !MORE.getOrDefault(type.kind(), Set.of()).contains(field)) {
            throw new IllegalArgumentException("field label not supported: " + field);
        }
        return new Term(field, !unequal, value);
    }
}
