package org.registryfleet.statusreporter.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The list of conditions of a status, which is written as a whole. Conditions of others stay as
 * they are, known ones keep their place, new ones come last; a condition that says the same stays
 * as it is, whatever its time.
 */
public final class ConditionList {

    private ConditionList() {}

    /** The conditions of a status, in their order. */
    public static List<Condition> read(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(Condition::of).toList();
    }

    /**
     * The list as it should be.
     *
     * @param observed the list as it is; a missing node when there is none
     * @param dropped types that must not be there
     */
    public static ArrayNode merge(JsonNode observed, List<Condition> ours, Set<String> dropped) {
        var pending = new LinkedHashMap<String, Condition>();
        ours.forEach(condition -> pending.put(condition.type(), condition));
        var merged = JsonNodeFactory.instance.arrayNode();
        for (var json : observed) {
            var condition = Condition.of(json);
            var wanted = pending.remove(condition.type());
            if (dropped.contains(condition.type())) {
                continue;
            }
            if (wanted == null || wanted.saysTheSame(condition)) {
                merged.add(json);
            } else {
                merged.add(wanted.toJson());
            }
        }
        pending.values().forEach(condition -> merged.add(condition.toJson()));
        return merged;
    }
}
