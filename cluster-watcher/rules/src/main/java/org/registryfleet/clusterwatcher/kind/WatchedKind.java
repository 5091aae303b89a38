package org.registryfleet.clusterwatcher.kind;

import org.registryfleet.clusterobjects.kind.ResourceKind;
import org.registryfleet.events.ObjectKey;

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

    /** Key of this watch in markers and checkpoints; without a name when it covers all objects. */
    public ObjectKey key() {
        return new ObjectKey(kind.apiVersion(), kind.kind(), namespace, name);
    }

    /** For messages, such as {@code Secret openshift-config/pull-secret}. */
    public String description() {
        return description(key());
    }

    /** Describes a key in the same way. */
    public static String description(ObjectKey key) {
        var name = key.getName();
        var namespace = key.getNamespace();
        var where = namespace.isEmpty() ? name : namespace + (name.isEmpty() ? "" : "/" + name);
        return where.isEmpty() ? key.getKind() : key.getKind() + " " + where;
    }
}
