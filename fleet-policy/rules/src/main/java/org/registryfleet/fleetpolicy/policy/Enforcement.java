package org.registryfleet.fleetpolicy.policy;

/**
 * Whether a policy is written to clusters, and how it gets there.
 *
 * @param enforces else it only informs
 * @param takeOver also values that a person has set
 */
public record Enforcement(boolean enforces, boolean takeOver, RolloutSettings rollout) {

    /** Nothing is written. */
    public static final Enforcement NONE = new Enforcement(false, false, RolloutSettings.DEFAULT);
}
