package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.view.Snapshot;

import java.util.Optional;
import java.util.regex.Pattern;

/** The group that owns the registry's volumes, read from the namespace's annotation. */
final class SupplementalGroups {

    static final String MISSING =
            "the registry runs without a group of its own for its volumes: namespace "
                    + OperandObjects.NAMESPACE
                    + " has no usable annotation openshift.io/sa.scc.supplemental-groups";

    private static final String ANNOTATION = "openshift.io/sa.scc.supplemental-groups";
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})/.*");

    private SupplementalGroups() {}

    /** The first group of the range; empty if the annotation is missing or malformed. */
    static Optional<Long> first(Snapshot objects) {
        return objects.find(OperandObjects.REGISTRY_NAMESPACE)
                .flatMap(namespace -> namespace.annotation(ANNOTATION))
                .map(RANGE::matcher)
                .filter(range -> range.matches())
                .map(range -> Long.valueOf(range.group(1)));
    }

    static void apply(long group, ObjectNode pod) {
        var context = JsonNodeFactory.instance.objectNode();
        if (group == (int) group) {
            context.put("fsGroup", (int) group);
        } else {
            context.put("fsGroup", group);
        }
        pod.set("securityContext", context.put("fsGroupChangePolicy", "OnRootMismatch"));
    }
}
