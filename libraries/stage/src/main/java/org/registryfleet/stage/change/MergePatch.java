package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Builds the RFC 7396 merge patch from observed to desired. Lists are compared element by element
 * and replaced as a whole.
 */
public final class MergePatch {

    private final Set<String> exact;

    MergePatch(Set<String> exact) {
        this.exact = exact;
    }

    /** Carries the patch out on the target, as an API server does. */
    public static void apply(ObjectNode target, JsonNode patch) {
        for (var field : patch.properties()) {
            var name = field.getKey();
            switch (field.getValue()) {
                case NullNode _ -> target.remove(name);
                case ObjectNode part ->
                        apply(
                                target.get(name) instanceof ObjectNode there
                                        ? there
                                        : target.putObject(name),
                                part);
                case JsonNode value -> target.set(name, value.deepCopy());
            }
        }
    }

    /** The patch for the value at a path; null when nothing differs. */
    @Nullable JsonNode part(String path, JsonNode desired, JsonNode observed) {
        return part(path, desired, observed, exact.contains(path));
    }

    @SuppressWarnings("ReferenceEquality") // the same instance needs no comparison
    private @Nullable JsonNode part(
            String path, JsonNode desired, JsonNode observed, boolean isExact) {
        if (desired == observed) {
            return null;
        }
        if (desired.isNull()) {
            return isAbsent(observed) ? null : NullNode.getInstance();
        }
        if (desired instanceof ObjectNode object && observed instanceof ObjectNode other) {
            return objectPart(path, object, other, isExact);
        }
        if (desired instanceof ArrayNode list && observed instanceof ArrayNode other) {
            return sameList(path, list, other, isExact) ? null : list;
        }
        if (isAbsent(observed) && meansAbsence(desired)) {
            return null;
        }
        return Scalars.same(path, desired, observed) ? null : withoutNulls(desired);
    }

    /** Adds the fields that a patch of this comparison changes, including those inside lists. */
    void fields(String path, JsonNode patch, JsonNode observed, List<FieldDifference> fields) {
        fields(new Place(path, path, exact.contains(path)), patch, observed, fields);
    }

    /**
     * A place in an object.
     *
     * @param path with {@code -} for every element of a list, names as they are
     * @param pointer with the element's index, names escaped
     */
    private record Place(String path, String pointer, boolean isExact) {

        Place field(String name, Set<String> exact) {
            var escaped = name.replace("~", "~0").replace("/", "~1");
            var at = path + "/" + name;
            return new Place(at, pointer + "/" + escaped, isExact || exact.contains(at));
        }

        Place element(int index) {
            return new Place(path + "/-", pointer + "/" + index, isExact);
        }
    }

    private void fields(Place at, JsonNode patch, JsonNode observed, List<FieldDifference> fields) {
        if (patch instanceof ObjectNode object && observed instanceof ObjectNode) {
            for (var field : object.properties()) {
                var name = field.getKey();
                fields(at.field(name, exact), field.getValue(), observed.path(name), fields);
            }
        } else if (patch instanceof ArrayNode list
                && observed instanceof ArrayNode other
                && areAligned(list, other)) {
            for (int i = 0; i < list.size(); i++) {
                var element = at.element(i);
                var part = part(element.path(), list.get(i), other.get(i), at.isExact());
                if (part != null) {
                    fields(element, part, other.get(i), fields);
                }
            }
        } else {
            fields.add(FieldDifference.of(at.pointer(), patch, observed));
        }
    }

    /**
     * Whether the lists have the same named elements in the same order; others differ as a whole.
     */
    private static boolean areAligned(ArrayNode list, ArrayNode other) {
        if (list.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isObject()
                    || !other.get(i).isObject()
                    || !list.get(i).path("name").equals(other.get(i).path("name"))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable JsonNode objectPart(
            String path, ObjectNode desired, ObjectNode observed, boolean isExact) {
        var patch = JsonNodeFactory.instance.objectNode();
        for (var field : desired.properties()) {
            var at = path + "/" + field.getKey();
            var part =
                    part(
                            at,
                            field.getValue(),
                            observed.path(field.getKey()),
                            isExact || exact.contains(at));
            if (part != null) {
                patch.set(field.getKey(), part);
            }
        }
        if (isExact) {
            removeForeign(path, desired, observed, patch);
        }
        return patch.isEmpty() ? null : patch;
    }

    private static void removeForeign(
            String path, ObjectNode desired, ObjectNode observed, ObjectNode patch) {
        for (var field : observed.properties()) {
            var name = field.getKey();
            if (!desired.has(name)
                    && !isAbsent(field.getValue())
                    && !ApiDefaults.isDefault(path, name, field.getValue(), desired)) {
                patch.putNull(name);
            }
        }
    }

    private boolean sameList(String path, ArrayNode desired, ArrayNode observed, boolean isExact) {
        if (desired.size() != observed.size()) {
            return false;
        }
        for (int i = 0; i < desired.size(); i++) {
            if (part(path + "/-", desired.get(i), observed.get(i), isExact) != null) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode withoutNulls(JsonNode desired) {
        if (!(desired instanceof ObjectNode object)) {
            return desired;
        }
        var copy = object.deepCopy();
        copy.properties().removeIf(field -> field.getValue().isNull());
        return copy;
    }

    /**
     * Whether the value is an empty list, which API servers drop, or an object of absent fields
     * only.
     */
    private static boolean meansAbsence(JsonNode desired) {
        if (desired.isEmpty()) {
            return desired.isArray();
        }
        return desired.isObject()
                && desired.valueStream().allMatch(value -> value.isNull() || meansAbsence(value));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
