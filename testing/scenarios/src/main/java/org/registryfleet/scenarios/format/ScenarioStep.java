package org.registryfleet.scenarios.format;

import org.jspecify.annotations.Nullable;

/**
 * One step of a scenario.
 *
 * @param refusal how the API server must answer, where a refusal is part of the scenario
 * @param expect the stage to compare after this step; a step with one is a marked step
 */
public record ScenarioStep(
        Action action, Settle settle, @Nullable Refusal refusal, @Nullable String expect) {

    /** A recorded answer that is not a success; the message is information, not contract. */
    public record Refusal(int code, String reason, String message) {}
}
