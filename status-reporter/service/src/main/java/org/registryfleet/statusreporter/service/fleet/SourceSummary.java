package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.events.InventorySource;

import java.time.Instant;
import java.util.List;

/**
 * What became of the clusters of one inventory source.
 *
 * @param hub its name; empty for the default hub
 * @param state OK, UNREADABLE, SUSPECT or RETIRED
 * @param remedy what somebody has to do; empty for nothing
 * @param since when the state began
 * @param gone clusters that the source has lost and that do not leave yet
 * @param problems at most 200, by reference
 */
public record SourceSummary(
        String source,
        String type,
        String hub,
        String state,
        String reason,
        String remedy,
        Instant since,
        int found,
        int admitted,
        int probing,
        int duplicate,
        int rejected,
        int leaving,
        int gone,
        List<SourceProblem> problems) {

    /**
     * An object of the source whose cluster is not, or not yet, in the fleet.
     *
     * @param ref kind and name of the object
     * @param cluster id of the cluster that it belongs to; empty for none
     * @param reason why, and what to do
     */
    public record SourceProblem(String ref, String cluster, String reason) {}

    public SourceSummary {
        problems = List.copyOf(problems);
    }

    /** The inventory's report. */
    public static SourceSummary of(InventorySource report) {
        return new SourceSummary(
                report.getSource(),
                report.getType(),
                report.getHub(),
                report.getState().name(),
                report.getReason(),
                remedy(report),
                report.getSince(),
                report.getFound(),
                report.getAdmitted(),
                report.getProbing(),
                report.getDuplicate(),
                report.getRejected(),
                report.getLeaving(),
                report.getGone(),
                report.getProblems().stream()
                        .map(
                                one ->
                                        new SourceProblem(
                                                one.getRef(), one.getCluster(), one.getReason()))
                        .toList());
    }

    private static String remedy(InventorySource report) {
        return switch (report.getState()) {
            case OK -> "";
            case UNREADABLE ->
                    "No cluster leaves meanwhile. Give the inventory what the reason names on the hub%s: a right, the kind, or the connection"
                            .formatted(report.getHub().isEmpty() ? "" : " " + report.getHub());
            case SUSPECT ->
                    "No cluster leaves meanwhile. A mistake on the hub: undo it there. Gone for good: regfleet inventory confirm %s --gone %d --reason TEXT"
                            .formatted(report.getSource(), report.getGone());
            case RETIRED ->
                    "Its clusters stay in the fleet. To take them out: regfleet inventory forget CLUSTER --reason TEXT";
        };
    }
}
