package org.registryfleet.clusterwatcher.kind;

import org.registryfleet.clusteraccess.kind.ResourceKind;

/**
 * One watch in a cluster.
 *
 * @param namespace empty for cluster-scoped kinds
 * @param name the only object of interest; empty for all
 * @param written whether the fleet writes objects of this kind: then every version is news, because
 *     it is the precondition of the next write
 */
public record Watched(
        ResourceKind kind, String namespace, String name, boolean written, Reduction reduction) {

    public String path() {
        return kind.collectionPath(namespace);
    }

    public String fieldSelector() {
        return name.isEmpty() ? "" : "metadata.name=" + name;
    }

    /** For people: {@code Secret openshift-config/pull-secret}. */
    public String description() {
        var where = namespace.isEmpty() ? name : namespace + (name.isEmpty() ? "" : "/" + name);
        return where.isEmpty() ? kind.kind() : kind.kind() + " " + where;
    }
}
