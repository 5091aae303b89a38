package org.registryfleet.inventory.source;

import java.util.Map;

/**
 * A cluster as its source describes it.
 *
 * @param problem why it cannot be taken into the fleet, a word, a colon and what to do; empty when
 *     it can
 * @param hibernating switched off on purpose
 * @param departing the source takes the cluster away or destroys it
 */
public record FoundCluster(
        String name,
        Map<String, String> labels,
        ClusterEndpoint endpoint,
        String problem,
        boolean hibernating,
        boolean departing) {

    public FoundCluster {
        labels = Map.copyOf(labels);
    }

    /** A cluster about which nothing is unusual. */
    public static FoundCluster of(
            String name, Map<String, String> labels, ClusterEndpoint endpoint) {
        return new FoundCluster(name, labels, endpoint, "", false, false);
    }

    /** A cluster with the credential of a Secret, or without one when it cannot be used. */
    static FoundCluster of(
            String name, Map<String, String> labels, String credential, SecretContents secret) {
        return secret.problem().isEmpty()
                ? of(name, labels, secret.endpoint().under(credential))
                : rejected(name, labels, credential, secret.problem());
    }

    /** One that cannot be taken into the fleet. */
    public static FoundCluster rejected(
            String name, Map<String, String> labels, String credential, String problem) {
        return new FoundCluster(
                name, labels, ClusterEndpoint.of(credential), problem, false, false);
    }

    /** The same, switched off on purpose. */
    public FoundCluster hibernating(boolean isOff) {
        return new FoundCluster(name, labels, endpoint, problem, isOff, departing);
    }

    /** The same, about to be taken away by its source. */
    public FoundCluster departing(boolean isLeaving) {
        return new FoundCluster(name, labels, endpoint, problem, hibernating, isLeaving);
    }
}
