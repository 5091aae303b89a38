package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The objects of a cluster without what tells one history from another of the same end. */
public final class FinalState {

    private static final Set<String> HISTORY =
            Set.of(
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "lastTransitionTime",
                    "observedGeneration",
                    "lastGeneration",
                    "imageregistry.operator.openshift.io/checksum",
                    "imageregistry.operator.openshift.io/dependencies-checksum",
                    "operator.openshift.io/spec-hash");

    private FinalState() {}

    public static SortedMap<ObjectRef, JsonNode> of(SmallCluster api) {
        var state = new TreeMap<ObjectRef, JsonNode>();
        for (var ref : api.refs()) {
            var copy = api.find(ref).orElseThrow().content().deepCopy();
            strip(copy);
            if (copy.path("status") instanceof ObjectNode status) {
                compare(ref, status, copy.at("/spec/managementState").asText());
            }
            state.put(ref, copy);
        }
        return state;
    }

    /** What a status says of the past is no part of the end; the order of its lists neither. */
    private static void compare(ObjectRef ref, ObjectNode status, String managementState) {
        var conditions = new TreeMap<String, JsonNode>();
        status.path("conditions").forEach(one -> conditions.put(one.path("type").asText(), one));
        if (ref.kind().equals("ClusterOperator")) {
            // a release counts as reached once its Deployment has been seen
            status.remove("versions");
        }
        if (ref.kind().equals("Config") && managementState.equals("Removed")) {
            // what is told of the storage that was
            conditions.remove("StorageExists");
            status.remove(List.of("generations", "storage", "storageManaged"));
        }
        if (status.has("conditions")) {
            status.putObject("conditions").setAll(conditions);
        }
        if (status.path("generations") instanceof ArrayNode generations) {
            var sorted =
                    generations
                            .valueStream()
                            .sorted(Comparator.comparing(JsonNode::toString))
                            .toList();
            generations.removeAll();
            generations.addAll(sorted);
        }
    }

    /** What only one of the two has, or has otherwise. */
    public static List<String> differences(
            SortedMap<ObjectRef, JsonNode> found, SortedMap<ObjectRef, JsonNode> expected) {
        var refs = new TreeSet<>(found.keySet());
        refs.addAll(expected.keySet());
        var differences = new ArrayList<String>();
        for (var ref : refs) {
            var one = found.get(ref);
            var other = expected.get(ref);
            if (one == null || other == null || !one.equals(other)) {
                differences.add(ref + " " + Difference.between("", one, other));
            }
        }
        return differences;
    }

    /** A new cluster with all that the control plane has not made, and the storage it has made. */
    static SmallCluster inputs(SmallCluster end) {
        var fresh = new SmallCluster();
        for (var ref : end.refs()) {
            if (end.isOfUser(ref) || isInput(ref)) {
                var object = (ObjectNode) end.find(ref).orElseThrow().content().deepCopy();
                if (ref.kind().equals("Config") || ref.kind().equals("ImagePruner")) {
                    object.remove("status");
                }
                var metadata = object.withObject("/metadata");
                metadata.remove(
                        List.of("uid", "resourceVersion", "generation", "deletionTimestamp"));
                fresh.apply(object);
                if (end.find(ref).orElseThrow().isDeleting()) {
                    fresh.delete(ref);
                }
            }
        }
        return fresh;
    }

    /** Everything is as its Config says; nothing is refused, pending or going away. */
    static boolean isAtPeace(SmallCluster api) {
        var config = api.find(Deed.CONFIG).orElseThrow();
        boolean isDecided =
                Set.of("Managed", "Removed")
                        .contains(config.spec().path("managementState").asText());
        boolean isStable =
                api.refs().stream()
                        .flatMap(ref -> api.find(ref).stream())
                        .noneMatch(Observed::isDeleting);
        return isDecided
                && isStable
                && isSettled(api)
                && conditions(api).noneMatch(FinalState::complains);
    }

    /** The Config says that nothing is under way. */
    static boolean isSettled(SmallCluster api) {
        return conditions(api)
                .filter(one -> one.path("type").asText().equals("Progressing"))
                .allMatch(one -> one.path("status").asText().equals("False"));
    }

    /** Without replicas a registry is not available, but that is what its Config says. */
    private static boolean complains(JsonNode condition) {
        return condition.path("type").asText().endsWith("Degraded")
                && !condition.path("status").asText().equals("False")
                && !condition.path("reason").asText().equals("Unavailable");
    }

    private static Stream<JsonNode> conditions(SmallCluster api) {
        return api.find(Deed.CONFIG).orElseThrow().status().path("conditions").valueStream();
    }

    private static boolean isInput(ObjectRef ref) {
        return switch (ref.kind()) {
            case "Config", "ImagePruner", "PersistentVolumeClaim" -> true;
            default -> false;
        };
    }

    /** Takes out of a tree what tells one history from another. */
    public static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(HISTORY);
        }
        node.forEach(FinalState::strip);
    }
}
