package org.registryfleet.registrydeployer.operand;

import org.registryfleet.stage.change.Desired;

import java.util.ArrayList;
import java.util.List;

/**
 * The desired objects of a part, and its problems.
 *
 * @param desired objects in the order of writing
 * @param problems why objects are missing from {@code desired}; a problem fails the part, as does a
 *     write that the API server rejected
 * @param warnings remarks although nothing is missing
 */
public record PartPlan(List<Desired> desired, List<String> problems, List<String> warnings) {

    public PartPlan {
        desired = List.copyOf(desired);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    public static PartPlan nothing() {
        return new PartPlan(List.of(), List.of(), List.of());
    }

    public static PartPlan of(List<? extends Desired> desired) {
        return new PartPlan(List.copyOf(desired), List.of(), List.of());
    }

    public static PartPlan of(Desired... desired) {
        return of(List.of(desired));
    }

    public PartPlan withProblem(String problem) {
        return and(new PartPlan(List.of(), List.of(problem), List.of()));
    }

    public PartPlan withWarning(String warning) {
        return and(new PartPlan(List.of(), List.of(), List.of(warning)));
    }

    /** Merges both plans, with this one's objects first. */
    public PartPlan and(PartPlan other) {
        return new PartPlan(
                joined(desired, other.desired),
                joined(problems, other.problems),
                joined(warnings, other.warnings));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
