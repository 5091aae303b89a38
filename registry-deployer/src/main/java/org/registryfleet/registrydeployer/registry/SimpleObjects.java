package org.registryfleet.registrydeployer.registry;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.stage.change.Desired;

/**
 * The objects that are the same in every cluster, or nearly so (operand specification, section 10).
 */
final class SimpleObjects {

    private static final Manifest CLUSTER_ROLE = Manifest.read("registry/cluster-role");
    private static final Manifest CLUSTER_ROLE_BINDING =
            Manifest.read("registry/cluster-role-binding");
    private static final Manifest SERVICE_ACCOUNT = Manifest.read("registry/service-account");
    private static final Manifest SERVICE = Manifest.read("registry/service");
    private static final Manifest DISRUPTION_BUDGET =
            Manifest.read("registry/pod-disruption-budget");
    private static final Manifest NETWORK_POLICY = Manifest.read("registry/network-policy");

    private SimpleObjects() {}

    static Desired clusterRole() {
        return desired(CLUSTER_ROLE, "/rules");
    }

    static Desired clusterRoleBinding() {
        return desired(CLUSTER_ROLE_BINDING, "/subjects", "/roleRef");
    }

    static Desired serviceAccount() {
        return desired(SERVICE_ACCOUNT);
    }

    /** What others set besides type, ports and selector stays. */
    static Desired service() {
        return desired(SERVICE, "/spec/ports", "/spec/selector");
    }

    static Desired networkPolicy() {
        return desired(NETWORK_POLICY, "/spec");
    }

    /** Keeps one pod running when there is more than one. */
    static Desired disruptionBudget(int replicas) {
        var manifest = DISRUPTION_BUDGET.copy();
        manifest.withObject("/spec").put("minAvailable", replicas <= 1 ? 0 : 1);
        return Desired.object(DISRUPTION_BUDGET.ref(), manifest, "/spec");
    }

    private static Desired desired(Manifest manifest, String... exact) {
        return Desired.object(manifest.ref(), manifest.copy(), exact);
    }
}
