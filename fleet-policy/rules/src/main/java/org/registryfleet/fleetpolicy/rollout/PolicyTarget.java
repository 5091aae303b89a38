package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.policy.FleetMember;

import java.util.List;
import java.util.Map;

/**
 * A cluster as its records show it last.
 *
 * @param platform empty when it is not known
 * @param writable neither paused nor hibernating nor only observed
 * @param summary of the registry, one word
 * @param settled nothing is under way for the registry
 * @param verdicts what became of the fields that were assigned
 */
public record PolicyTarget(
        Map<String, String> labels,
        String platform,
        boolean singleReplica,
        boolean reachable,
        boolean writable,
        String summary,
        boolean settled,
        List<FieldVerdict> verdicts) {

    public PolicyTarget {
        labels = Map.copyOf(labels);
        verdicts = List.copyOf(verdicts);
    }

    /** As a placement sees it. */
    FleetMember member(String cluster) {
        return new FleetMember(cluster, labels, platform, singleReplica, Map.of(), Map.of());
    }

    /** Out of order, whatever the cause. */
    boolean isUnavailable() {
        return reachable && (summary.equals("Degraded") || summary.equals("Unavailable"));
    }

    /**
     * At rest, and as its management state says it should be.
     *
     * @param managementState that is wanted; empty for any
     */
    boolean isHealthy(String managementState) {
        return settled
                && switch (managementState) {
                    case "Managed" -> summary.equals("Available");
                    case "Removed", "Unmanaged" -> summary.equals(managementState);
                    default ->
                            summary.equals("Available")
                                    || summary.equals("Removed")
                                    || summary.equals("Unmanaged");
                };
    }
}
