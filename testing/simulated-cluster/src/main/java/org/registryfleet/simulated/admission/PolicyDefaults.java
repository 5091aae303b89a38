package org.registryfleet.simulated.admission;

import static org.registryfleet.simulated.admission.Presets.each;
import static org.registryfleet.simulated.admission.Presets.flag;
import static org.registryfleet.simulated.admission.Presets.ifObject;
import static org.registryfleet.simulated.admission.Presets.object;
import static org.registryfleet.simulated.admission.Presets.text;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** What the server adds to rules: RBAC, network policies, storage classes and drivers. */
final class PolicyDefaults {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private PolicyDefaults() {}

    static void role(ObjectNode object) {
        if (!object.has("rules")) {
            object.putNull("rules");
        }
    }

    static void binding(ObjectNode object) {
        ifObject(object, "roleRef", ref -> text(ref, "apiGroup", RBAC));
        each(object.path("subjects"), PolicyDefaults::subject);
    }

    private static void subject(ObjectNode subject) {
        if (!subject.path("kind").asText().equals("ServiceAccount")) {
            text(subject, "apiGroup", RBAC);
        } else if (subject.path("apiGroup").asText("x").isEmpty()) {
            subject.remove("apiGroup");
        }
    }

    static void networkPolicy(ObjectNode object) {
        var spec = object(object, "spec");
        object(spec, "podSelector");
        if (spec.path("policyTypes").isEmpty()) {
            var types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
        for (var direction : List.of("ingress", "egress")) {
            each(
                    spec.path(direction),
                    rule -> each(rule.path("ports"), port -> text(port, "protocol", "TCP")));
        }
    }

    static void storageClass(ObjectNode object) {
        text(object, "reclaimPolicy", "Delete");
        text(object, "volumeBindingMode", "Immediate");
    }

    static void driver(ObjectNode object) {
        var spec = object(object, "spec");
        flag(spec, "attachRequired", true);
        flag(spec, "podInfoOnMount", false);
        flag(spec, "storageCapacity", false);
        flag(spec, "requiresRepublish", false);
        flag(spec, "seLinuxMount", false);
        text(spec, "fsGroupPolicy", "ReadWriteOnceWithFSType");
        CoreDefaults.list(spec, "volumeLifecycleModes", "Persistent");
    }
}
