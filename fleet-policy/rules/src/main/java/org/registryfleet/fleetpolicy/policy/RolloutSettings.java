package org.registryfleet.fleetpolicy.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a version of a policy is brought to its clusters.
 *
 * @param stages one after the other; a cluster is in the first one that selects it. The last one
 *     always takes the rest
 * @param maxUnavailable clusters that may be changing or out of order at once
 * @param maxFailures more pause the rollout
 * @param progressDeadline for a cluster to become as wanted
 * @param window null when clusters may be changed at any time
 */
public record RolloutSettings(
        List<RolloutStage> stages,
        ClusterLimit maxUnavailable,
        int maxFailures,
        Duration progressDeadline,
        @Nullable MaintenanceWindow window) {

    static final ClusterLimit TENTH = new ClusterLimit(10, true);
    static final Duration SOAK = Duration.ofMinutes(5);

    /** The stage of clusters that no other one selects. */
    public static final String REST = "rest";

    /** One stage, a tenth of the clusters at once, no failures. */
    public static final RolloutSettings DEFAULT =
            new RolloutSettings(List.of(), TENTH, 0, Duration.ofMinutes(20), null);

    public RolloutSettings {
        var all = new ArrayList<>(stages);
        if (stages.isEmpty() || !stages.getLast().selector().equals(Placement.ALL)) {
            all.add(new RolloutStage(REST, Placement.ALL, TENTH, SOAK, false));
        }
        stages = List.copyOf(all);
    }

    /** Index of the stage of a cluster with these labels. */
    public int stage(Map<String, String> labels) {
        for (int index = 0; index < stages.size() - 1; index++) {
            if (stages.get(index).selector().accepts(labels)) {
                return index;
            }
        }
        return stages.size() - 1;
    }

    /**
     * Some of the clusters.
     *
     * @param selector of labels only
     * @param maxConcurrency clusters of the stage that may be changing at once
     * @param minSuccessTime how long a cluster has to stay as wanted before it counts
     * @param approval a person has to open the stage
     */
    public record RolloutStage(
            String name,
            Placement selector,
            ClusterLimit maxConcurrency,
            Duration minSuccessTime,
            boolean approval) {}

    /** A number of clusters, or a share of them. */
    public record ClusterLimit(int value, boolean percent) {

        /** The share rounds down; one cluster is always possible. */
        public int atMost(int total) {
            return percent ? Math.max(1, (int) ((long) total * value / 100)) : value;
        }

        /** The share rounds up. */
        public int upTo(int total) {
            return percent ? (int) (((long) total * value + 99) / 100) : value;
        }
    }
}
