package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notes who owns which field, as a real API server does for updates and patches: a value that the
 * request changes goes over to its manager, also when an admission has changed it; an equal one
 * stays where it was, and what is gone is nobody's. One entry for each manager and part, the latest
 * writer last.
 */
record ManagedFields(ResourceType type, Part part, String manager, String now) {
    private static final String FIELD = "managedFields";

    /** The new version of an object that the manager has written. */
    void note(ObjectNode old, ObjectNode next) {
        var before = FieldPaths.of(old, part, type.isCustom());
        var after = FieldPaths.of(next, part, type.isCustom());
        var gone = new TreeSet<>(before.keySet());
        gone.removeAll(after.keySet());
        share(Json.child(next, "metadata"), changed(before, after), gone);
    }

    private static Set<String> changed(
            NavigableMap<String, JsonNode> before, NavigableMap<String, JsonNode> after) {
        var changed = new TreeSet<String>();
        after.forEach(
                (path, value) -> {
                    var known = before.get(path);
                    if (known == null || isOtherLeaf(path, known, value, after)) {
                        changed.add(path);
                    }
                });
        return changed;
    }

    private void share(ObjectNode metadata, Set<String> changed, Set<String> gone) {
        var others = Json.object().arrayNode();
        var own = new TreeSet<>(changed);
        var time = now;
        for (var entry : metadata.path(FIELD)) {
            var set = FieldPaths.read(entry.path("fieldsV1"));
            set.removeAll(gone);
            if (isOwn(entry)) {
                own.addAll(set);
                time = changed.isEmpty() ? entry.path("time").asText() : now;
                continue;
            }
            set.removeAll(changed);
            if (!set.isEmpty()) {
                var copy = (ObjectNode) entry.deepCopy();
                copy.set("fieldsV1", FieldPaths.write(set));
                others.add(copy);
            }
        }
        if (!own.isEmpty()) {
            others.add(entry(own).put("time", time));
        }
        metadata.set(FIELD, others);
    }

    /** Containers do not change, their leaves do. */
    private static boolean isOtherLeaf(
            String path, JsonNode known, JsonNode value, NavigableMap<String, JsonNode> paths) {
        var next = paths.higherKey(path);
        return (next == null || !FieldPaths.isBelow(next, path)) && !known.equals(value);
    }

    private ObjectNode entry(Set<String> set) {
        var entry = Json.object().put("manager", manager).put("operation", "Update");
        entry.put("apiVersion", type.apiVersion());
        entry.put("fieldsType", "FieldsV1").set("fieldsV1", FieldPaths.write(set));
        if (part == Part.STATUS) {
            entry.put("subresource", "status");
        }
        return entry;
    }

    private boolean isOwn(JsonNode entry) {
        var entryPart = entry.has("subresource") ? Part.STATUS : Part.MAIN;
        return entryPart == part && entry.path("manager").asText().equals(manager);
    }
}
