package org.registryfleet.registrydeployer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The objects that a scenario's author writes, without anybody who reacts to them. */
final class PlayedCluster {

    private final Map<ObjectRef, ObjectNode> objects = new TreeMap<>();

    void apply(JsonNode object) {
        if (object instanceof ObjectNode node) {
            objects.put(ref(node), node.deepCopy());
        }
    }

    void play(JsonNode step) {
        if (step.has("apply")) {
            apply(step.path("apply"));
        }
        if (step.has("delete")) {
            objects.remove(namedRef(step.at("/delete/ref")));
        }
        for (var verb : Set.of("merge-patch", "status-patch")) {
            if (step.has(verb)) {
                var patch = step.path(verb);
                var target =
                        objects.computeIfAbsent(namedRef(patch.path("ref")), PlayedCluster::stub);
                MergePatch.apply(target, patch.path("body"));
            }
        }
    }

    /** What is observed when the expected objects are there, with the status that others gave. */
    Snapshot with(Map<ObjectRef, ObjectNode> expected, Set<ObjectRef> absent) {
        var all = new TreeMap<>(objects);
        expected.forEach(
                (ref, object) -> {
                    var copy = object.deepCopy();
                    var played = objects.get(ref);
                    if (played != null && played.has("status") && !copy.has("status")) {
                        copy.set("status", played.get("status"));
                    }
                    all.put(ref, copy);
                });
        absent.forEach(all::remove);
        var observed = new ArrayList<Observed>();
        all.forEach((ref, object) -> observed.add(observed(ref, object.deepCopy())));
        return Snapshot.of(observed);
    }

    private static Observed observed(ObjectRef ref, ObjectNode object) {
        return new Observed(ref, "uid " + ref, "1", object);
    }

    static ObjectRef ref(JsonNode object) {
        return new ObjectRef(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                object.at("/metadata/namespace").asText(""),
                object.at("/metadata/name").asText());
    }

    static ObjectRef namedRef(JsonNode ref) {
        return new ObjectRef(
                ref.path("apiVersion").asText(),
                ref.path("kind").asText(),
                ref.path("namespace").asText(""),
                ref.path("name").asText());
    }

    private static ObjectNode stub(ObjectRef ref) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        object.putObject("metadata").put("namespace", ref.namespace()).put("name", ref.name());
        return object;
    }
}
