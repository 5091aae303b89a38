package org.registryfleet.statusreporter.decision;

import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.problem.RegistryProblems;
import org.registryfleet.statusreporter.registry.Rollout;

import java.time.Instant;

/**
 * Storage that only the cluster itself reaches: the registry checks it with its own health check,
 * so pods that are ready tell that it is there.
 */
final class StorageReach {

    private static final String NOT_CHECKED = "NotCheckedFromOutside";

    private StorageReach() {}

    /** What the registry's pods tell; any other condition as it is. */
    static EvaluatedCondition of(EvaluatedCondition condition, StatusContext context, Instant now) {
        if (!condition.reason().equals(NOT_CHECKED)) {
            return condition;
        }
        boolean isReached =
                context.facts()
                        .rollout()
                        .filter(Rollout::isRolledOut)
                        .filter(rollout -> rollout.ready() > 0)
                        .isPresent();
        return isReached
                ? with(
                        condition,
                        ConditionStatus.TRUE,
                        "The registry's pods are ready, so they reach it")
                : RegistryProblems.of(context.view().objects(), context.config(), true, now)
                        .problems()
                        .stream()
                        .findFirst()
                        .map(RegistryProblem::message)
                        .map(
                                why ->
                                        with(
                                                condition,
                                                condition.status(),
                                                condition.message() + "; " + why))
                        .orElse(condition);
    }

    private static EvaluatedCondition with(
            EvaluatedCondition condition, ConditionStatus status, String message) {
        return new EvaluatedCondition(
                condition.row(), condition.type(), status, condition.reason(), message);
    }
}
