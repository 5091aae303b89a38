package org.registryfleet.inventory.decision;

import java.util.Map;

/**
 * What the fleet's own topics say of a cluster.
 *
 * @param byHand registered by a person, not by this inventory
 * @param uid of its namespace kube-system; empty when it is not known
 * @param watchedAs identity of the endpoint by which the uid was read
 * @param mode that a person chose for an imported cluster; empty for that of its source
 * @param manualLabels that a person gave an imported cluster
 */
public record ClusterMembership(
        boolean byHand,
        String uid,
        String watchedAs,
        boolean paused,
        String mode,
        Map<String, String> manualLabels) {
    /** Of a cluster of which nothing is known but that it was imported. */
    public static final ClusterMembership IMPORTED =
            new ClusterMembership(false, "", "", false, "", Map.of());

    public ClusterMembership {
        manualLabels = Map.copyOf(manualLabels);
    }

    /** The same with an identity. */
    public ClusterMembership identified(String otherUid, String by) {
        return new ClusterMembership(byHand, otherUid, by, paused, mode, manualLabels);
    }

    /** The same as an imported cluster. */
    ClusterMembership imported() {
        return new ClusterMembership(false, uid, watchedAs, paused, mode, manualLabels);
    }
}
