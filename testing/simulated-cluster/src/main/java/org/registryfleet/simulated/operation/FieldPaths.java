package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of an object as {@code fieldsV1} names them: elements of a list by their keys, members
 * of a set by their value, atomic lists and maps as a whole.
 */
final class FieldPaths {

    private static final String SELF = ".";
    private static final char SEPARATOR = '\u0001';

    /** The keys of lists, by the field that holds the list. */
    private static final Map<String, List<String>> KEYS =
            Map.ofEntries(
                    Map.entry("containers", List.of("name")),
                    Map.entry("initContainers", List.of("name")),
                    Map.entry("volumes", List.of("name")),
                    Map.entry("env", List.of("name")),
                    Map.entry("imagePullSecrets", List.of("name")),
                    Map.entry("volumeMounts", List.of("mountPath")),
                    Map.entry(
                            "topologySpreadConstraints",
                            List.of("topologyKey", "whenUnsatisfiable")),
                    Map.entry("conditions", List.of("type")),
                    Map.entry("generations", List.of("group", "name", "namespace", "resource")),
                    Map.entry("ownerReferences", List.of("uid")));

    private static final Set<String> SETS = Set.of("finalizers");

    /** Maps that have one owner. */
    private static final Set<String> ATOMIC =
            Set.of("selector", "labelSelector", "nodeSelector", "namespaceSelector", "podSelector");

    /** What is no field, or nobody's. */
    private static final Set<String> NOT_OWNED = Set.of("apiVersion", "kind");

    private static final Set<String> OWNED_METADATA =
            Set.of("labels", "annotations", "finalizers", "ownerReferences");

    /** What every object of a built-in kind has, so that nobody adds it. */
    private static final Set<String> STRUCTURE =
            Set.of("f:metadata", "f:spec", "f:status", "f:template", "f:strategy", "f:containers");

    private FieldPaths() {}

    /**
     * Every path of the part with its value, a container's among them.
     *
     * @param custom whether the kind is a custom resource's, whose structure belongs to somebody
     */
    static NavigableMap<String, JsonNode> of(ObjectNode object, Part part, boolean custom) {
        var paths = new TreeMap<String, JsonNode>();
        for (var field : object.properties()) {
            var name = field.getKey();
            if (name.equals("metadata")) {
                for (var one : field.getValue().properties()) {
                    if (OWNED_METADATA.contains(one.getKey())) {
                        collect("f:metadata", one.getKey(), one.getValue(), paths);
                    }
                }
            } else if (!NOT_OWNED.contains(name)
                    && name.equals("status") == (part == Part.STATUS)) {
                collect("", name, field.getValue(), paths);
            }
        }
        if (!custom) {
            paths.keySet().removeIf(path -> isStructure(path, paths));
        }
        return paths;
    }

    private static boolean isStructure(String path, Map<String, JsonNode> paths) {
        var value = paths.get(path);
        return value != null
                && value.isContainerNode()
                && !value.isEmpty()
                && STRUCTURE.contains(path.substring(path.lastIndexOf(SEPARATOR) + 1));
    }

    private static void collect(
            String parent, String name, JsonNode value, Map<String, JsonNode> paths) {
        var path = step(parent, "f:" + name);
        paths.put(path, value);
        if (value.isArray() && SETS.contains(name)) {
            value.forEach(member -> paths.put(step(path, "v:" + member), member));
        } else if (value.isArray()) {
            elements(path, name, value, paths);
        } else if (value.isObject() && !ATOMIC.contains(name)) {
            value.properties().forEach(one -> collect(path, one.getKey(), one.getValue(), paths));
        }
    }

    private static void elements(
            String path, String name, JsonNode list, Map<String, JsonNode> paths) {
        for (var element : list) {
            var keys = name.equals("ports") ? portKeys(element) : KEYS.get(name);
            if (keys == null || !element.isObject()) {
                return;
            }
            var key = Json.object();
            keys.stream().filter(element::has).forEach(one -> key.set(one, element.get(one)));
            var item = step(path, "k:" + key);
            paths.put(item, element);
            element.properties().forEach(one -> collect(item, one.getKey(), one.getValue(), paths));
        }
    }

    private static List<String> portKeys(JsonNode port) {
        return List.of(port.has("containerPort") ? "containerPort" : "port", "protocol");
    }

    /** A path lies below another one. */
    static boolean isBelow(String path, String parent) {
        return path.startsWith(parent + SEPARATOR);
    }

    private static String step(String parent, String step) {
        return parent.isEmpty() ? step : parent + SEPARATOR + step;
    }

    /** The paths of a field set. */
    static Set<String> read(JsonNode fieldsV1) {
        var paths = new TreeSet<String>();
        read("", fieldsV1, paths);
        return paths;
    }

    private static void read(String path, JsonNode set, Set<String> paths) {
        if (!path.isEmpty() && (set.isEmpty() || set.has(SELF))) {
            paths.add(path);
        }
        for (var member : set.properties()) {
            if (!member.getKey().equals(SELF)) {
                read(step(path, member.getKey()), member.getValue(), paths);
            }
        }
    }

    /** The field set of paths. */
    static ObjectNode write(Set<String> paths) {
        var root = Json.object();
        for (var path : paths) {
            var at = root;
            for (var step : steps(path)) {
                at = at.has(step) ? (ObjectNode) at.get(step) : at.putObject(step);
            }
            at.putObject(SELF);
        }
        clean(root);
        return root;
    }

    private static void clean(ObjectNode set) {
        if (set.size() == 1) {
            set.remove(SELF);
        }
        set.forEach(member -> clean((ObjectNode) member));
    }

    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        var start = 0;
        for (var end = path.indexOf(SEPARATOR); end >= 0; end = path.indexOf(SEPARATOR, start)) {
            steps.add(path.substring(start, end));
            start = end + 1;
        }
        steps.add(path.substring(start));
        return steps;
    }
}
