package org.registryfleet.registrydeployer.operand;

import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;

/** A part of the operand that is decided, fails and is reported on its own. Pure. */
public interface OperandPart extends Derivation<PartPlan> {

    /** As in the result's failures: nodeca, imageconfig, certificates or pruner. */
    String name();

    /**
     * Whether an object is an input of {@link #plan} beside the Config, which is one of every part;
     * objects that it desires are, too.
     */
    @Override
    boolean concerns(ObjectRef ref);

    /** What is wanted now. Called for every managementState, also without a Config. */
    PartPlan plan(OperandInputs inputs);
}
