package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoreEvent;

import java.util.List;
import java.util.Map;

/** Reports daemon sets as running on every node that their node selector fits. */
final class DaemonCount implements Actor {
    private static final List<String> PLACED =
            List.of("currentNumberScheduled", "desiredNumberScheduled");
    private static final List<String> READY =
            List.of("numberReady", "numberAvailable", "updatedNumberScheduled");

    private final KubeletObjects objects;
    private final Later later;

    DaemonCount(KubeletObjects objects, Later later) {
        this.objects = objects;
        this.later = later;
    }

    @Override
    public void see(StoreEvent event) {
        var key = event.after().key();
        if (key.type().kind().equals("Node")) {
            objects.list("apps/v1", "DaemonSet", "").forEach(set -> count(set.key()));
        } else if (key.type().kind().equals("DaemonSet")
                && event.change() != StoreEvent.Change.DELETED) {
            count(key);
        }
    }

    private void count(ObjectKey key) {
        objects.get(key)
                .ifPresent(
                        set -> {
                            var nodes =
                                    fitting(
                                            Json.at(
                                                    set,
                                                    "spec",
                                                    "template",
                                                    "spec",
                                                    "nodeSelector"));
                            var generation = Json.at(set, "metadata", "generation").asInt();
                            if (!says(set, PLACED, nodes)
                                    || Json.at(set, "status", "observedGeneration").asInt()
                                            != generation) {
                                objects.changeStatus(key, one -> placed(one, nodes, generation));
                            }
                            if (!says(set, READY, nodes)) {
                                later.afterRollout(
                                        () -> objects.changeStatus(key, one -> ready(one, nodes)));
                            }
                        });
    }

    private static ObjectNode placed(ObjectNode set, int nodes, int generation) {
        var status = Json.child(set, "status").put("observedGeneration", generation);
        PLACED.forEach(field -> status.put(field, nodes));
        return set;
    }

    private static ObjectNode ready(ObjectNode set, int nodes) {
        var status = Json.child(set, "status");
        READY.forEach(field -> status.put(field, nodes));
        status.remove("numberUnavailable");
        return set;
    }

    private static boolean says(ObjectNode set, List<String> fields, int nodes) {
        return fields.stream().allMatch(field -> Json.at(set, "status", field).asInt(-1) == nodes);
    }

    private int fitting(JsonNode selector) {
        return (int)
                objects.list("v1", "Node", "").stream()
                        .filter(node -> fits(node.labels(), selector))
                        .count();
    }

    private static boolean fits(Map<String, String> labels, JsonNode selector) {
        for (var wanted : selector.properties()) {
            if (!wanted.getValue().asText().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
