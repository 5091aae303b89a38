package org.registryfleet.clusterwatcher.kind;

import org.registryfleet.clusterobjects.kind.ResourceKind;
import org.registryfleet.events.ObjectKey;

/**
 * One watch in a cluster.
 *
 * @param namespace empty for cluster-scoped kinds
 * @param name the only object of interest; empty for all
 * @param written whether the fleet writes objects of this kind: then every version is news, because
 *     it is the precondition of the next write
 */
public record WatchedKind(
        ResourceKind kind, String namespace, String name, boolean written, Reduction reduction) {

    public String path() {
        return kind.collectionPath(namespace);
    }

    public String fieldSelector() {
        return name.isEmpty() ? "" : "metadata.name=" + name;
    }

    /** How markers and saved states name this watch; without a name when it sees all objects. */
    public ObjectKey key() {
        return new ObjectKey(kind.apiVersion(), kind.kind(), namespace, name);
    }

    /** For people: {@code Secret openshift-config/pull-secret}. */
    public String description() {
        return description(key());
    }

    /** The same of a key. */
    public static String description(ObjectKey key) {
        var name = key.getName();
        var namespace = key.getNamespace();
        var where = namespace.isEmpty() ? name : namespace + (name.isEmpty() ? "" : "/" + name);
        return where.isEmpty() ? key.getKind() : key.getKind() + " " + where;
    }
}
