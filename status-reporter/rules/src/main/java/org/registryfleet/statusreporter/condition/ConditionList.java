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
 * The list of conditions of a status, which is written as a whole. Conditions of others stay as
 * they are, known ones keep their place, new ones come last; a condition that says the same stays
 * as it is, whatever its time.
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
     * The list as it should be.
     *
     * @param observed the list as it is; a missing node when there is none
     * @param dropped types that must not be there
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
