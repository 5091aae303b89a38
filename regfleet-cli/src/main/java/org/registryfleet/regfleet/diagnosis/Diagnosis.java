package org.registryfleet.regfleet.diagnosis;

import java.util.List;

/**
 * The way through the tree and where it ends.
 *
 * @param healthy nothing is to be done
 * @param finding the end of the way, in one sentence
 * @param nextStep what to do: a sentence or a command; empty when healthy
 */
public record Diagnosis(List<Step> steps, boolean healthy, String finding, String nextStep) {

    public Diagnosis {
        steps = List.copyOf(steps);
    }

    /** A question and its answer. */
    public record Step(String question, String answer, boolean good) {}
}
