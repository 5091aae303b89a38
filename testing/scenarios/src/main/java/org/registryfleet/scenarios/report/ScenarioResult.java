package org.registryfleet.scenarios.report;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The result of one stage of one scenario, or of a scenario as a whole when it was not played.
 *
 * @param stage absent when the scenario has not been played
 * @param reasons why it failed or is out of scope; empty when passed
 */
public record ScenarioResult(
        String id, @Nullable String stage, Outcome outcome, List<String> reasons) {

    public ScenarioResult {
        reasons = List.copyOf(reasons);
    }

    /** What came of it. */
    public enum Outcome {
        PASSED("passed"),
        FAILED("failed"),
        OUT_OF_SCOPE("out-of-scope");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
