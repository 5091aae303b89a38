package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;

/** Whether we deploy in a cluster at all (architecture, section 6). */
final class OperandOwnership {

    static final ObjectRef OPERATOR =
            OperandObjects.ours("apps/v1", "Deployment", "cluster-image-registry-operator");

    private OperandOwnership() {}

    static boolean isPaused(View<?> view) {
        return view.registration() != null && view.registration().paused();
    }

    /** Somebody else deploys: by registration, or because an operator runs in the cluster. */
    static boolean isForeign(View<?> view) {
        var mode =
                view.registration() == null
                        ? Registration.Ownership.AUTO
                        : view.registration().mode();
        return switch (mode) {
            case ASSIST -> true;
            case FULL -> false;
            case AUTO -> view.find(OPERATOR).filter(operator -> !operator.isDeleting()).isPresent();
        };
    }
}
