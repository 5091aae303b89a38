package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;

/**
 * Decides whether this fleet or an in-cluster operator manages the registry (architecture, section
 * 6).
 */
final class OperandOwnership {

    static final ObjectRef OPERATOR =
            OperandObjects.ours("apps/v1", "Deployment", "cluster-image-registry-operator");

    private OperandOwnership() {}

    static boolean isPaused(View<?> view) {
        return view.registration() != null && view.registration().paused();
    }

    /**
     * The operand is managed by others: by registration, or because an in-cluster operator runs.
     */
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
