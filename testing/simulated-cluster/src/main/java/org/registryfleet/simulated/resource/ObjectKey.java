package org.registryfleet.simulated.resource;

/**
 * Names one object of a cluster; the namespace is empty for cluster-scoped kinds. Ordered as the
 * real server lists.
 */
public record ObjectKey(ResourceType type, String namespace, String name)
        implements Comparable<ObjectKey> {

    /** The lowest possible key of a kind. */
    public static ObjectKey first(ResourceType type) {
        return new ObjectKey(type, "", "");
    }

    /** The path of the object below the server's URL. */
    public String path() {
        return type.path(namespace, name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        var byType = type.compareTo(other.type);
        if (byType != 0) {
            return byType;
        }
        var byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
