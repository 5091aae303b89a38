package org.registryfleet.statusreporter.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The conditions of a status, which are written as one list. Conditions of other writers are kept,
 * known types keep their position, new ones are appended, and a condition whose content did not
 * change keeps its lastTransitionTime.
 *
 * @param json the list to write
 * @param conditions the same list, to be read
 */
public record ConditionList(ArrayNode json, List<Condition> conditions) {

    public ConditionList {
        conditions = List.copyOf(conditions);
    }

    /** The conditions of a status, in their order. */
    public static List<Condition> read(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(Condition::of).toList();
    }

    /**
     * Merges the decided conditions into a list.
     *
     * @param observed the observed list; a missing node if there is none
     * @param dropped types to remove
     */
    public static ConditionList merge(
            JsonNode observed, List<Condition> ours, Set<String> dropped) {
        var pending = new LinkedHashMap<String, Condition>();
        ours.forEach(condition -> pending.put(condition.type(), condition));
        var json = JsonNodeFactory.instance.arrayNode();
        var conditions = new ArrayList<Condition>();
        for (var known : observed) {
            var type = known.path("type").asText("");
            var wanted = pending.remove(type);
            if (dropped.contains(type)) {
                continue;
            }
            conditions.add(wanted == null ? Condition.of(known) : wanted);
            json.add(wanted == null || wanted.isSaidBy(known) ? known : wanted.toJson());
        }
        pending.values().forEach(condition -> json.add(condition.toJson()));
        conditions.addAll(pending.values());
        return new ConditionList(json, conditions);
    }
}
