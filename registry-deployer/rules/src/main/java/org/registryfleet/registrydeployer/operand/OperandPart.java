package org.registryfleet.registrydeployer.operand;

import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;

/** A part of the operand that is decided, fails and is reported on its own. Pure. */
public interface OperandPart extends Derivation<PartPlan> {

    /** The name in the result's failures: nodeca, imageconfig, certificates or pruner. */
    String name();

    /**
     * Whether an object is an input of {@link #plan}. The Config is an input of every part, and so
     * are the desired objects.
     */
    @Override
    boolean concerns(ObjectRef ref);

    /** Plans the part. Called for every managementState, and without a Config too. */
    PartPlan plan(OperandInputs inputs);
}
