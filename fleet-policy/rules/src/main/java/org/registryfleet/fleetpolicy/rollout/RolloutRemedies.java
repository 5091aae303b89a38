package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.rollout.RolloutReport.ClusterNote;

/** What somebody can do about a rollout that does not go on, and about single clusters of it. */
public final class RolloutRemedies {

    private RolloutRemedies() {}

    /** For the rollout as a whole; empty when nobody has to do anything. */
    public static String of(RolloutReport report) {
        var name = report.policy();
        return switch (report.state()) {
            case APPROVAL ->
                    "Look at the stages before, then: regfleet policy rollout approve %s %s"
                            .formatted(name, report.awaited());
            case PAUSED ->
                    "To go on, whatever has failed up to now: regfleet policy rollout resume %s; to try again what has failed: regfleet policy rollout retry %s"
                            .formatted(name, name);
            case ABORTED -> "Another version begins a new rollout: regfleet policy apply -f PATH";
            case INFORM, RUNNING, SUCCEEDED, UNDOING, UNDONE -> "";
        };
    }

    /** For one cluster; empty when nobody has to do anything. */
    public static String of(RolloutReport report, ClusterNote note) {
        return switch (note.progress()) {
            case FAILED, TIME_OUT ->
                    "Put right what the reason names, then: regfleet policy rollout retry %s %s"
                            .formatted(report.policy(), note.cluster());
            case SKIP -> skipped(note);
            case TO_APPLY, PROGRESSING, SUCCEEDED -> "";
        };
    }

    private static String skipped(ClusterNote note) {
        var reason = note.reason();
        return switch (reason) {
            case RolloutRules.UNREACHABLE -> "It is caught up when it can be reached again.";
            case RolloutRules.NOT_WRITTEN -> "It is caught up when the fleet may write to it.";
            case RolloutRules.NOT_COMPARED ->
                    "It goes on when the cluster has been compared: regfleet explain %s tells what keeps it."
                            .formatted(note.cluster());
            case RolloutRules.NOTHING_TO_UNDO -> "";
            default ->
                    reason.startsWith(RolloutRules.CONFLICT)
                            ? "Nobody writes the field. Change one of the policies, or whom it selects."
                            : "It is left as it is. Put right what the reason names, or change the policy.";
        };
    }
}
