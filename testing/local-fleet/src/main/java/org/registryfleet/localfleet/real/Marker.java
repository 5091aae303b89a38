package org.registryfleet.localfleet.real;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKinds;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A ConfigMap that marks a cluster as one for scenarios and lists what they may have made outside
 * of their namespaces, also in runs that were broken off.
 */
final class Marker {

    static final ScenarioObjectRef REF =
            new ScenarioObjectRef("v1", "ConfigMap", "default", "registry-fleet-scenarios");

    private static final String KEY = "objects";

    private final TargetApiServer api;

    Marker(TargetApiServer api) {
        this.api = api;
    }

    /** What scenarios may have made; null in a cluster without the mark. */
    @Nullable SortedSet<ScenarioObjectRef> made() {
        var answer = api.get(ScenarioKinds.path(REF));
        if (!answer.isSuccess()) {
            return null;
        }
        return answer.body()
                .path("data")
                .path(KEY)
                .asText()
                .lines()
                .map(Marker::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Marks the cluster, or replaces the list of a marked one. */
    void write(Collection<ScenarioObjectRef> made) {
        var marker = JsonNodeFactory.instance.objectNode();
        marker.put("apiVersion", REF.apiVersion()).put("kind", REF.kind());
        marker.putObject("metadata").put("name", REF.name()).put("namespace", REF.namespace());
        var lines = made.stream().map(Marker::line).collect(Collectors.joining("\n"));
        marker.putObject("data").put(KEY, lines);
        var answer = api.create(ScenarioKinds.of(REF).listPath("default"), marker);
        if (answer.isConflict()) {
            answer = api.mergePatch(ScenarioKinds.path(REF), marker);
        }
        if (!answer.isSuccess()) {
            throw new UnfitClusterException("cannot mark the cluster: " + answer.refusal());
        }
    }

    private static String line(ScenarioObjectRef ref) {
        var namespace = ref.namespace() == null ? "" : ref.namespace();
        return String.join(" ", ref.apiVersion(), ref.kind(), namespace, ref.name());
    }

    private static ScenarioObjectRef parse(String line) {
        var parts = line.split(" ", 4);
        if (parts.length != 4) {
            throw new UnfitClusterException(
                    "%s does not hold a list of objects: delete it and use an empty cluster"
                            .formatted(REF));
        }
        return new ScenarioObjectRef(
                parts[0], parts[1], parts[2].isEmpty() ? null : parts[2], parts[3]);
    }
}
