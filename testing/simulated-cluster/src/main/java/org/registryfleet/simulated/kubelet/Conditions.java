package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes conditions; the transition time changes with the status only. */
final class Conditions {
    private Conditions() {}

    /** What a condition says. */
    record Statement(String type, boolean holds, String reason, String message) {}

    static void set(ObjectNode status, Statement statement, String now) {
        var list =
                status.get("conditions") instanceof ArrayNode there
                        ? there
                        : status.putArray("conditions");
        var condition = find(list, statement.type());
        var value = statement.holds() ? "True" : "False";
        if (!condition.path("status").asText().equals(value)) {
            condition.put("status", value).put("lastTransitionTime", now);
        }
        condition.put("reason", statement.reason()).put("message", statement.message());
    }

    private static ObjectNode find(ArrayNode list, String type) {
        for (var item : list) {
            if (item instanceof ObjectNode condition
                    && condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return list.addObject().put("type", type);
    }
}
