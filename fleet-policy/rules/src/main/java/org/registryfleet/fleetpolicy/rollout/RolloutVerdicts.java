package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.SpecField;

import java.util.List;
import java.util.Optional;

/** What the stage that writes says about the fields of one policy. */
record RolloutVerdicts(PolicyRollout rollout, FieldConflicts conflicts) {

    /** Whether the cluster was compared with all fields of the latest version. */
    boolean isCompared(PolicyTarget target) {
        return verdicts(target, rollout.version).size() >= rollout.policy().fields().size();
    }

    private static boolean isProblem(FieldVerdict verdict) {
        return switch (verdict.state()) {
            case REFUSED, CONTESTED, UNKNOWN -> true;
            case COMPLIANT, NON_COMPLIANT, PENDING, RESTORED -> false;
        };
    }

    /** Why a field is not written; empty when all are, or would be. */
    Optional<String> problem(String cluster, PolicyTarget target, long version) {
        return effective(cluster, target, version).stream()
                .filter(RolloutVerdicts::isProblem)
                .map(one -> "%s: %s".formatted(one.field(), one.message()))
                .findFirst();
    }

    private List<FieldVerdict> verdicts(PolicyTarget target, long version) {
        return target.verdicts().stream()
                .filter(one -> one.policy().equals(rollout.policy().name()))
                .filter(one -> one.version() == version)
                .toList();
    }

    /** The verdicts of fields that nobody contradicts. */
    private List<FieldVerdict> effective(String cluster, PolicyTarget target, long version) {
        return verdicts(target, version).stream()
                .filter(one -> !conflicts.of(cluster).containsKey(one.field()))
                .toList();
    }

    boolean isMet(String cluster, PolicyTarget target, long version) {
        return verdicts(target, version).size() == rollout.policy(version).fields().size()
                && effective(cluster, target, version).stream()
                        .allMatch(one -> one.state() == FieldVerdict.State.COMPLIANT);
    }

    /** Whether the cluster is as the version, or its undoing, wants it, and well. */
    boolean isGood(String cluster, PolicyTarget target, long version) {
        if (rollout.undoing) {
            return target.settled()
                    && !target.isUnavailable()
                    && verdicts(target, version).stream()
                            .filter(
                                    one ->
                                            !conflicts.isWantedByOthers(
                                                    cluster, one.field(), rollout.policy().name()))
                            .allMatch(one -> one.state() == FieldVerdict.State.RESTORED);
        }
        var state =
                rollout.policy(version).fields().stream()
                        .filter(one -> one.field().equals(SpecField.MANAGEMENT_STATE))
                        .filter(one -> !conflicts.of(cluster).containsKey(one.field()))
                        .map(one -> one.value().asText())
                        .findFirst()
                        .orElse("");
        return isMet(cluster, target, version) && target.isHealthy(state);
    }
}
