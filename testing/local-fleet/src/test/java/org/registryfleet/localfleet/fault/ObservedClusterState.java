package org.registryfleet.localfleet.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.normalise.NormalisedGenerations;
import org.registryfleet.scenarios.normalise.Normaliser;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Verb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a cluster holds, without what differs from one cluster to its twin. */
final class ObservedClusterState {

    private static final Set<String> GENERATED_BY_CONTROLLERS =
            Set.of("Pod", "Event", "PersistentVolume");

    private static final JsonMapper SORTED =
            JsonMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private ObservedClusterState() {}

    /** Every object by kind and name, in normal form, the cluster's id replaced. */
    static Map<String, String> of(SimulatedCluster cluster) {
        var objects = new TreeMap<String, String>();
        for (var type : cluster.catalog().types()) {
            if (!GENERATED_BY_CONTROLLERS.contains(type.kind())) {
                for (var object : cluster.list(type.apiVersion(), type.kind(), "")) {
                    var ref = SimulatedObjectRef.to(object);
                    objects.put(
                            (ref.kind() + " " + ref.namespace() + "/" + ref.name())
                                    .replace(cluster.id(), "<cluster>"),
                            normal(object, cluster));
                }
            }
        }
        return objects;
    }

    /** What differs, one line an object. */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        var names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
                .map(name -> name + ": " + difference(expected.get(name), found.get(name)))
                .toList();
    }

    private static String difference(@Nullable String expected, @Nullable String found) {
        if (expected == null || found == null) {
            return expected == null ? "should not be there" : "is missing";
        }
        var wanted = expected.lines().toList();
        var lines = found.lines().toList();
        return "has %s instead of %s"
                .formatted(
                        lines.stream().filter(line -> !wanted.contains(line)).toList(),
                        wanted.stream().filter(line -> !lines.contains(line)).toList());
    }

    /** How many objects were created by requests, by collection. */
    static Map<String, Long> created(SimulatedCluster cluster) {
        return effective(cluster, Verb.CREATE);
    }

    /** How many objects were deleted by requests, by path. */
    static Map<String, Long> deleted(SimulatedCluster cluster) {
        return effective(cluster, Verb.DELETE);
    }

    private static Map<String, Long> effective(SimulatedCluster cluster, Verb verb) {
        var counts = new TreeMap<String, Long>();
        cluster.requests().recent().stream()
                .filter(request -> request.effective() && request.call().verb() == verb)
                .forEach(request -> counts.merge(request.call().path(), 1L, Long::sum));
        return counts;
    }

    private static String normal(ObjectNode object, SimulatedCluster cluster) {
        var normal = Normaliser.normalise(object, generations(cluster));
        if (normal.get("metadata") instanceof ObjectNode metadata
                && metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(key -> key.contains("checksum"))
                    .toList()
                    .forEach(key -> annotations.put(key, "<checksum>"));
        }
        if (normal.get("spec") instanceof ObjectNode spec) {
            spec.remove(Set.of("volumeName", "clusterIP", "clusterIPs"));
        }
        if (normal.path("type").asText().equals("kubernetes.io/tls")) {
            normal.remove("stringData");
        }
        return pretty(normal)
                .replaceAll("(checksum\" : \")[^\"]*", "$1<checksum>")
                .replace(cluster.id(), "<cluster>");
    }

    private static String pretty(ObjectNode object) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(object, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static NormalisedGenerations generations(SimulatedCluster cluster) {
        return ref -> {
            var namespace = ref.namespace() == null ? "" : ref.namespace();
            return cluster.catalog()
                    .byKind(ref.apiVersion(), ref.kind())
                    .flatMap(
                            type ->
                                    cluster.get(
                                            SimulatedObjectRef.of(
                                                    ref.apiVersion(),
                                                    ref.kind(),
                                                    namespace,
                                                    ref.name())))
                    .map(found -> found.path("metadata").path("generation").asLong(0))
                    .map(generation -> new NormalisedGenerations.Known(generation, false))
                    .or(Optional::empty);
        };
    }
}
