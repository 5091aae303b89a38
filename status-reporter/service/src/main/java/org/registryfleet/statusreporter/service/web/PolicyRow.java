package org.registryfleet.statusreporter.service.web;

import org.registryfleet.fleetpolicy.rollout.RolloutRemedies;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;

import java.time.Instant;
import java.util.Map;

/**
 * A policy in a list, as JSON.
 *
 * @param mode inform or enforce
 * @param compliance selected clusters by how they compare with it
 * @param waitsFor why its rollout waits or is paused; empty for nothing
 * @param remedy what somebody has to do; empty for nothing
 * @param attention how many clusters somebody should look at
 * @param conflicts fields that another policy wants differently
 */
record PolicyRow(
        String name,
        long version,
        String mode,
        int selected,
        Map<String, Integer> compliance,
        String state,
        String waitsFor,
        String remedy,
        Instant since,
        int attention,
        int conflicts) {

    static PolicyRow of(RolloutReport report) {
        return new PolicyRow(
                report.policy(),
                report.version(),
                report.enforces() ? "enforce" : "inform",
                report.selected(),
                report.compliance(),
                report.state().name(),
                report.reason(),
                RolloutRemedies.of(report),
                report.since(),
                report.notes().size(),
                report.conflicts().size());
    }
}
