package org.registryfleet.registrydeployer.registry;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.stage.change.Desired;

/**
 * The objects that are the same, or nearly so, in every cluster (operand specification, section
 * 10).
 */
final class StaticObjects {

    static final Desired CLUSTER_ROLE = manifest("cluster-role").desired("/rules");
    static final Desired CLUSTER_ROLE_BINDING =
            manifest("cluster-role-binding").desired("/subjects", "/roleRef");
    static final Desired SERVICE_ACCOUNT = manifest("service-account").desired();

    /** Fields other than type, ports and selector are kept. */
    static final Desired SERVICE = manifest("service").desired("/spec/ports", "/spec/selector");

    static final Desired NETWORK_POLICY = manifest("network-policy").desired("/spec");

    private static final Desired NONE_NEED_RUN = withMinAvailable(0);
    private static final Desired ONE_MUST_RUN = withMinAvailable(1);

    private StaticObjects() {}

    /** Keeps one pod available if there are several. */
    static Desired disruptionBudget(int replicas) {
        return replicas <= 1 ? NONE_NEED_RUN : ONE_MUST_RUN;
    }

    private static Desired withMinAvailable(int pods) {
        var budget = manifest("pod-disruption-budget");
        var copy = budget.copy();
        copy.withObject("/spec").put("minAvailable", pods);
        return Desired.object(budget.ref(), copy, "/spec");
    }

    private static Manifest manifest(String name) {
        return Manifest.read("registry/" + name);
    }
}
