package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An action on a resource outside the cluster.
 *
 * @param wanted desired state with secrets filled in; must not be logged
 * @param tokens issues tokens of the cluster's service accounts, for workload identities
 */
public record ExternalResourceRequest(
        String cluster, String kind, String name, ObjectNode wanted, IdentityTokens tokens) {

    /** Without tokens of service accounts. */
    public ExternalResourceRequest(String cluster, String kind, String name, ObjectNode wanted) {
        this(cluster, kind, name, wanted, IdentityTokens.NONE);
    }

    @Override
    public String toString() {
        return "ExternalResourceRequest[" + cluster + ", " + kind + " " + name + ", ***]";
    }
}
