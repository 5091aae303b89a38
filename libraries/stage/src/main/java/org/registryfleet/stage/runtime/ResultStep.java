package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Decision;

/**
 * Identifies a result by the step that published it. After a crash another step can have the same
 * number, but not the same time.
 *
 * @param step 0 for no result
 * @param at time of the decision, in epoch milliseconds
 */
public record ResultStep(long step, long at) {

    public static final ResultStep NONE = new ResultStep(0, 0);

    private static final String DECISION = "decision";

    /** The step that a result names. */
    public static ResultStep of(SpecificRecord result) {
        var field = result.getSchema().getField(DECISION);
        return field != null && result.get(field.pos()) instanceof Decision decision
                ? new ResultStep(decision.getStep(), decision.getDecidedAt().toEpochMilli())
                : NONE;
    }
}
