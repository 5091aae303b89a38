package org.registryfleet.localfleet.faultrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.localfleet.closedloop.FinalState;
import org.registryfleet.localfleet.closedloop.SmallCluster;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one cluster has come to.
 *
 * @param effects how often each object was created and deleted by the control plane
 * @param results the last record of each results topic
 */
record Ending(
        SortedMap<ObjectRef, JsonNode> objects,
        Map<String, Integer> effects,
        Map<String, JsonNode> results) {

    private static final Events EVENTS = Events.singleObject();
    private static final JsonMapper JSON = new JsonMapper();

    /** Of a record, what tells of the way and not of the end. */
    private static final Set<String> HISTORY =
            Set.of("decision", "since", "configUid", "configGeneration", "generations", "counted");

    static Ending of(String cluster, SmallCluster api, ShakenFleet fleet) {
        var results = new TreeMap<String, JsonNode>();
        for (var stage : fleet.stages()) {
            var topic = stage.definition().resultTopic();
            for (var line : fleet.log().lines(topic)) {
                if (line.key().equals(cluster) && line.value() != null) {
                    results.put(topic, result(line.value()));
                }
            }
        }
        return new Ending(FinalState.of(api), effects(api.writes()), results);
    }

    /** Where another ending differs, a line each. */
    List<String> differences(Ending expected) {
        var found = new ArrayList<>(FinalState.differences(objects, expected.objects()));
        compare("effects", effects, expected.effects(), found);
        compare("results", results, expected.results(), found);
        return found;
    }

    private static <V> void compare(
            String what, Map<String, V> found, Map<String, V> expected, List<String> differences) {
        var keys = new java.util.TreeSet<>(found.keySet());
        keys.addAll(expected.keySet());
        for (var key : keys) {
            var one = found.get(key);
            var other = expected.get(key);
            if (one == null || !one.equals(other)) {
                differences.add("%s of %s found %s, expected %s".formatted(what, key, one, other));
            }
        }
    }

    private static Map<String, Integer> effects(List<Change> writes) {
        var effects = new TreeMap<String, Integer>();
        for (var write : writes) {
            switch (write) {
                case Change.Create create ->
                        effects.merge("create " + create.ref(), 1, Integer::sum);
                case Change.Delete delete ->
                        effects.merge("delete " + delete.ref(), 1, Integer::sum);
                case Change.Patch _ -> {
                    // how many steps lead to the same content depends on what is seen at once
                }
            }
        }
        return effects;
    }

    private static JsonNode result(byte[] value) {
        try {
            var tree = JSON.readTree(EVENTS.decode(value).toString());
            strip(tree);
            FinalState.strip(tree);
            return tree;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(HISTORY);
        }
        node.forEach(Ending::strip);
    }
}
