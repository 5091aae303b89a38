package org.registryfleet.scenarios.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One row of the table of defaults: in objects of these kinds the value at the path is removed when
 * it is the given one.
 *
 * @param value the default as text, {@code {}} for an empty mapping, {@code *} for any value
 */
record DefaultRule(Set<String> kinds, TreePath path, String value) {

    private static final String ANY = "*";

    /** Where the kinds that hold pods have the pod's own spec. */
    private static final Map<String, String> POD_SPEC =
            Map.of(
                    "Pod", "spec",
                    "Deployment", "spec/template/spec",
                    "DaemonSet", "spec/template/spec",
                    "Job", "spec/template/spec",
                    "CronJob", "spec/jobTemplate/spec/template/spec");

    /** A row for kinds separated by {@code |}. */
    static List<DefaultRule> kinds(String kinds, String path, String value) {
        var names = Set.copyOf(Arrays.asList(kinds.split("\\|", -1)));
        return List.of(new DefaultRule(names, TreePath.of(path), value));
    }

    /** A row for every kind that holds pods; the path starts at the pod's spec. */
    static List<DefaultRule> pod(String path, String value) {
        return POD_SPEC.entrySet().stream()
                .map(
                        e ->
                                new DefaultRule(
                                        Set.of(e.getKey()),
                                        TreePath.of(e.getValue() + "/" + path),
                                        value))
                .toList();
    }

    /** A row for every container. */
    static List<DefaultRule> container(String path, String value) {
        return pod("containers|initContainers[]/" + path, value);
    }

    /** A row for every probe. */
    static List<DefaultRule> probe(String path, String value) {
        return container("livenessProbe|readinessProbe|startupProbe/" + path, value);
    }

    /** A row for everything that brings files into a pod. */
    static List<DefaultRule> volume(String path, String value) {
        return Stream.of("volumes[]/" + path).flatMap(p -> pod(p, value).stream()).toList();
    }

    void removeFrom(ObjectNode object) {
        if (!kinds.contains(object.path("kind").asText())) {
            return;
        }
        path.visit(
                object,
                (parent, key) -> {
                    if (isDefault(parent.path(key))) {
                        parent.remove(key);
                    }
                });
    }

    private boolean isDefault(JsonNode found) {
        if (value.equals(ANY)) {
            return true;
        }
        return found.isValueNode() ? found.asText().equals(value) : found.toString().equals(value);
    }
}
