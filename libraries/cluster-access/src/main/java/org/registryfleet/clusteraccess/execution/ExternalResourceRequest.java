package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An action on something outside the cluster.
 *
 * @param wanted how it is to be, secrets filled in; never to be shown
 * @param tokens for whoever is asked to act as one of the cluster's service accounts
 */
public record ExternalResourceRequest(
        String cluster, String kind, String name, ObjectNode wanted, IdentityTokens tokens) {

    /** Of a cluster that issues no tokens. */
    public ExternalResourceRequest(String cluster, String kind, String name, ObjectNode wanted) {
        this(cluster, kind, name, wanted, IdentityTokens.NONE);
    }

    @Override
    public String toString() {
        return "OutsideCall[" + cluster + ", " + kind + " " + name + ", ***]";
    }
}
