package org.registryfleet.fleetpolicy.policy;

/**
 * What a person has agreed to who hands a policy to the fleet.
 *
 * @param planHash of the plan that they have seen; empty for none
 * @param confirmed they want it enforced without having seen a plan
 * @param allClusters they know that it selects every cluster
 */
public record Consent(String planHash, boolean confirmed, boolean allClusters) {

    /** What is missing to hand a policy in. */
    public enum Lack {
        NOTHING,
        /** A policy that enforces takes the hash of its plan, or a confirmation. */
        AGREEMENT,
        /** One that enforces everywhere takes a word about that. */
        ALL_CLUSTERS
    }

    /** What is missing for this policy. */
    public Lack lacks(FleetPolicy policy) {
        if (!policy.enforcement().enforces()) {
            return Lack.NOTHING;
        }
        if (planHash.isEmpty() && !confirmed) {
            return Lack.AGREEMENT;
        }
        return policy.placement().equals(Placement.ALL) && !allClusters
                ? Lack.ALL_CLUSTERS
                : Lack.NOTHING;
    }

    /** As the log keeps it: the hash, or that the person was asked; empty for neither. */
    public String text() {
        return planHash.isEmpty() ? (confirmed ? "confirmed" : "") : planHash;
    }
}
