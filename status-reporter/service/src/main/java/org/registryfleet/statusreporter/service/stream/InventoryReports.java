package org.registryfleet.statusreporter.service.stream;

import org.registryfleet.events.InventorySource;
import org.registryfleet.statusreporter.service.fleet.SourceSummary;
import org.registryfleet.statusreporter.service.fleet.SourceSummary.SourceProblem;

/** Reads what the inventory reports of its sources. */
public final class InventoryReports {

    private InventoryReports() {}

    /** What became of a source's clusters, and what somebody has to do. */
    public static SourceSummary summary(InventorySource report) {
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
