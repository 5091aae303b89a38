package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusterobjects.ownership.OwnedFields;
import org.registryfleet.events.UnkeptField;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fields that the API server did not persist as written: pruned by a server too old to know them,
 * or mutated at admission. Reports JSON pointers and managers, never values, which are in clear
 * here.
 */
final class Unkept {

    /** Fields that the server sets, or never returns. */
    private static final Set<String> NOT_COMPARED =
            Set.of(
                    "/apiVersion",
                    "/kind",
                    "/metadata/uid",
                    "/metadata/resourceVersion",
                    "/stringData");

    /**
     * Upper limit of reported fields, for a response that has nothing in common with the request.
     */
    private static final int MOST = 100;

    private final List<UnkeptField> fields = new ArrayList<>();
    private final OwnedFields owned;

    private Unkept(JsonNode answer) {
        owned = OwnedFields.of(answer);
    }

    /** Compares an object, or a merge patch, with the response. */
    static List<UnkeptField> of(JsonNode sent, JsonNode answer) {
        var unkept = new Unkept(answer);
        unkept.compare("", sent, answer);
        return unkept.fields;
    }

    private void compare(String pointer, JsonNode sent, JsonNode found) {
        if (fields.size() >= MOST || NOT_COMPARED.contains(pointer)) {
            return;
        }
        if (sent instanceof ObjectNode object && found instanceof ObjectNode) {
            for (var field : object.properties()) {
                var name = field.getKey().replace("~", "~0").replace("/", "~1");
                compare(pointer + "/" + name, field.getValue(), found.path(field.getKey()));
            }
        } else if (sent instanceof ArrayNode list
                && found instanceof ArrayNode other
                && areAligned(list, other)) {
            for (var i = 0; i < list.size(); i++) {
                compare(pointer + "/" + i, list.get(i), other.get(i));
            }
        } else if (!isSame(sent, found)) {
            fields.add(new UnkeptField(pointer, isAbsent(found), owned.owner(pointer).orElse("")));
        }
    }

    /**
     * Lists are compared by element if their named elements are in the same order, else as a whole,
     * as the stages do.
     */
    private static boolean areAligned(ArrayNode list, ArrayNode other) {
        if (list.size() != other.size()) {
            return false;
        }
        for (var i = 0; i < list.size(); i++) {
            if (!list.get(i).isObject()
                    || !other.get(i).isObject()
                    || !list.get(i).path("name").equals(other.get(i).path("name"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(JsonNode sent, JsonNode found) {
        if (isAbsent(found)) {
            return meansAbsence(sent);
        }
        return sent.equals(found)
                || (sent.isNumber()
                        && found.isNumber()
                        && sent.decimalValue().compareTo(found.decimalValue()) == 0);
    }

    /** Null, or containers of nulls only, which an API server may omit. */
    private static boolean meansAbsence(JsonNode sent) {
        return sent.isNull()
                || (sent.isContainerNode() && sent.valueStream().allMatch(Unkept::meansAbsence));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
