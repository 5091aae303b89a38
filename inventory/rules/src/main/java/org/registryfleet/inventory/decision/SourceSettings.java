package org.registryfleet.inventory.decision;

import java.time.Duration;

/**
 * How a source is read into the fleet.
 *
 * @param precedence of two sources of one cluster the lower one counts
 * @param hub name of the hub; empty for the own one
 * @param mode who runs the registry of its clusters: OBSERVE, AUTO, FULL or ASSIST
 * @param settle how long a cluster has to be gone before it counts, so that what vanishes together
 *     is judged together
 * @param simulated whether its clusters are simulated: nothing of them may reach a real cloud
 */
public record SourceSettings(
        String name,
        String type,
        int precedence,
        String hub,
        String mode,
        LabelMapping labels,
        Guard guard,
        Duration settle,
        boolean simulated) {

    /**
     * When clusters may leave.
     *
     * @param grace from the moment a cluster is gone until it leaves
     * @param percent of the source's clusters that may be gone within the window
     * @param atLeast so many may be gone anyway
     */
    public record Guard(Duration grace, int percent, int atLeast, Duration window) {
        /**
         * An hour of grace; more than a fifth of the clusters, and more than three, are suspect.
         */
        public static final Guard STANDARD =
                new Guard(Duration.ofHours(1), 20, 3, Duration.ofMinutes(10));

        /** How many of so many clusters may be gone within the window. */
        int allowed(int clusters) {
            return Math.max(atLeast, clusters * percent / 100);
        }
    }

    /** The clusters are only observed, and have an hour of grace. */
    public static SourceSettings of(String name, String type, int precedence) {
        return new SourceSettings(
                name,
                type,
                precedence,
                "",
                "OBSERVE",
                LabelMapping.NONE,
                Guard.STANDARD,
                Duration.ofSeconds(5),
                false);
    }

    /** The same with other labels. */
    public SourceSettings withLabels(LabelMapping mapping) {
        return new SourceSettings(
                name, type, precedence, hub, mode, mapping, guard, settle, simulated);
    }

    /** The same with another guard. */
    public SourceSettings withGuard(Guard other) {
        return new SourceSettings(
                name, type, precedence, hub, mode, labels, other, settle, simulated);
    }

    /** The same with clusters that are simulated. */
    public SourceSettings asSimulated() {
        return new SourceSettings(name, type, precedence, hub, mode, labels, guard, settle, true);
    }

    /** The same with another mode. */
    public SourceSettings withMode(String other) {
        return new SourceSettings(
                name, type, precedence, hub, other, labels, guard, settle, simulated);
    }
}
