package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * The scheduling of the pods: node selector, tolerations, affinity and spreading (operand
 * specification, sections 11.3, 11.7 and 11.8).
 */
final class Scheduling {

    private static final Manifest DEFAULTS = Manifest.read("registry/scheduling");
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final Derivation<Boolean> HAS_ZONES = ref -> ref.kind().equals("Node");

    private Scheduling() {}

    /** Sets the node selector, tolerations, affinity and topology spread of a pod. */
    static void apply(OperandInputs inputs, ObjectNode pod) {
        var spec = inputs.configSpec();
        pod.set("nodeSelector", nodeSelector(spec));
        setUnlessEmpty(pod, "tolerations", tolerations(spec));
        setUnlessEmpty(pod, "topologySpreadConstraints", spread(spec, inputs.objects()));
        if (isGiven(spec, "affinity")) {
            pod.set("affinity", CanonicalJsonForm.of(spec.path("affinity")));
        } else if (spec.path("replicas").asInt(0) == 2) {
            pod.set("affinity", DEFAULTS.copy().path("affinity"));
        }
    }

    private static JsonNode nodeSelector(JsonNode spec) {
        var selector =
                spec.path("nodeSelector") instanceof ObjectNode given
                        ? given.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        if (!selector.has("kubernetes.io/os")) {
            selector.put("kubernetes.io/os", "linux");
        }
        return selector;
    }

    private static ArrayNode tolerations(JsonNode spec) {
        var tolerations = JsonNodeFactory.instance.arrayNode();
        spec.path("tolerations")
                .forEach(
                        toleration ->
                                tolerations.add(CanonicalJsonForm.withoutEmptyTexts(toleration)));
        return tolerations;
    }

    private static ArrayNode spread(JsonNode spec, Snapshot objects) {
        var constraints = JsonNodeFactory.instance.arrayNode();
        if (isGiven(spec, "topologySpreadConstraints")) {
            spec.path("topologySpreadConstraints")
                    .forEach(constraint -> constraints.add(CanonicalJsonForm.of(constraint)));
        } else if (!isGiven(spec, "nodeSelector")) {
            for (var topology : defaultTopologies(objects)) {
                var constraint = DEFAULTS.copy().withObject("/topologySpreadConstraint");
                constraints.add(constraint.put("topologyKey", topology));
            }
        }
        return constraints;
    }

    private static List<String> defaultTopologies(Snapshot objects) {
        var keys =
                new ArrayList<>(
                        List.of("kubernetes.io/hostname", "node-role.kubernetes.io/worker"));
        if (hasZones(objects)) {
            keys.add(ZONE);
        }
        return keys;
    }

    /** Whether any node has a zone label; other changes of nodes are irrelevant. */
    static boolean hasZones(Snapshot objects) {
        return objects.derive(
                HAS_ZONES, () -> objects.ofKind("Node").anyMatch(Scheduling::hasZone));
    }

    private static boolean hasZone(Observed node) {
        return node.label(ZONE).isPresent();
    }

    private static boolean isGiven(JsonNode spec, String field) {
        return spec.hasNonNull(field);
    }

    /** The API server drops empty lists; that must not count as drift. */
    private static void setUnlessEmpty(ObjectNode pod, String field, ArrayNode list) {
        if (!list.isEmpty()) {
            pod.set(field, list);
        }
    }
}
