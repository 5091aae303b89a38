package org.registryfleet.clusterwatcher.kind;

import org.registryfleet.clusterobjects.kind.ResourceKind;

/**
 * A watch in a cluster: a kind, optionally limited to a namespace and a name.
 *
 * @param namespace empty for cluster-scoped kinds
 * @param name name of the only object to watch; empty for all
 * @param written whether the fleet writes objects of this kind: then every new resourceVersion is
 *     reported, because it is the precondition of the next write
 */
public record WatchedKind(
        ResourceKind kind, String namespace, String name, boolean written, Reduction reduction) {

    public String path() {
        return kind.collectionPath(namespace);
    }

    public String fieldSelector() {
        return name.isEmpty() ? "" : "metadata.name=" + name;
    }

    /** For messages, such as {@code Secret openshift-config/pull-secret}. */
    public String description() {
        return description(kind.kind(), namespace, name);
    }

    /** Describes a watch of these objects in the same way; namespace and name may be empty. */
    public static String description(String kind, String namespace, String name) {
        var where = namespace.isEmpty() ? name : namespace + (name.isEmpty() ? "" : "/" + name);
        return where.isEmpty() ? kind : kind + " " + where;
    }
}
