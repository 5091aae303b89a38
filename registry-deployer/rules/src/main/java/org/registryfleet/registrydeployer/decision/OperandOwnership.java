package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;

/** Who deploys the operand of a cluster. */
final class OperandOwnership {

    static final ObjectRef OPERATOR =
            OperandObjects.ours("apps/v1", "Deployment", "cluster-image-registry-operator");
    static final ObjectRef INFRASTRUCTURE =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");

    private OperandOwnership() {}

    static boolean isPaused(View<?> view) {
        return view.registration() != null && view.registration().paused();
    }

    static Registration.Ownership of(View<?> view) {
        return Registration.ownership(view.registration(), hasOperator(view));
    }

    /**
     * Whether an operator runs in the cluster or for its hosted control plane, may do so unseen, or
     * has done so before.
     */
    private static boolean hasOperator(View<?> view) {
        return view.find(OPERATOR).filter(operator -> !operator.isDeleting()).isPresent()
                || view.find(INFRASTRUCTURE)
                        .filter(
                                infrastructure ->
                                        infrastructure
                                                .status()
                                                .path("controlPlaneTopology")
                                                .asText()
                                                .equals("External"))
                        .isPresent()
                || view.isUnreadable(OPERATOR)
                || view.isUnreadable(INFRASTRUCTURE)
                || view.upstream()
                        .find(UpstreamStorage.class)
                        .filter(UpstreamStorage::operatorPresent)
                        .isPresent();
    }
}
