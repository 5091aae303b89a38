package org.registryfleet.statusreporter.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionList;
import org.registryfleet.statusreporter.condition.TransitionTimes;

import java.util.List;
import java.util.Set;

/** The status of the ClusterOperator, from the conditions that were just decided. */
public final class OperatorStatus {

    private static final List<List<String>> RELATED =
            List.of(
                    List.of("imageregistry.operator.openshift.io", "configs", "cluster"),
                    List.of("imageregistry.operator.openshift.io", "imagepruners", "cluster"),
                    List.of("rbac.authorization.k8s.io", "clusterroles", "system:registry"),
                    List.of(
                            "rbac.authorization.k8s.io",
                            "clusterrolebindings",
                            "registry-registry-role"),
                    List.of(
                            "rbac.authorization.k8s.io",
                            "clusterrolebindings",
                            "openshift-image-registry-pruner"),
                    List.of("", "namespaces", "openshift-image-registry"));

    private OperatorStatus() {}

    /** The union of the sources, in their order. */
    public static List<Condition> conditions(List<Condition> sources, TransitionTimes transitions) {
        return Aggregation.ALL.stream()
                .map(aggregation -> transitions.apply(aggregation.of(sources)))
                .toList();
    }

    /**
     * The status to write.
     *
     * @param observed conditions of the observed ClusterOperator
     * @param version empty to keep the versions
     */
    public static ObjectNode status(JsonNode observed, List<Condition> conditions, String version) {
        var status = JsonNodeFactory.instance.objectNode();
        status.set("conditions", ConditionList.merge(observed, conditions, Set.of()).json());
        if (!version.isEmpty()) {
            status.putArray("versions").addObject().put("name", "operator").put("version", version);
        }
        status.set("relatedObjects", relatedObjects());
        return status;
    }

    private static ArrayNode relatedObjects() {
        var objects = JsonNodeFactory.instance.arrayNode();
        for (var related : RELATED) {
            objects.addObject()
                    .put("group", related.get(0))
                    .put("resource", related.get(1))
                    .put("name", related.get(2));
        }
        return objects;
    }
}
