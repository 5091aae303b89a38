package org.registryfleet.stage.view;

/**
 * A Kubernetes object by name. The namespace is empty for cluster-scoped kinds.
 *
 * @param apiVersion group and version, or the version alone for the core group
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name)
        implements Comparable<ObjectRef> {

    /**
     * API group of external resources such as buckets. They are observed through the outcomes of
     * their actions, not by a watcher.
     */
    public static final String OUTSIDE = "outside.registryfleet.org";

    /** A cluster-scoped object. */
    public static ObjectRef clusterScoped(String apiVersion, String kind, String name) {
        return new ObjectRef(apiVersion, kind, "", name);
    }

    /** The API group, empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Whether it is an external resource, see {@link #OUTSIDE}. */
    public boolean liesOutside() {
        return group().equals(OUTSIDE);
    }

    /** The same kind under another name in the same namespace. */
    public ObjectRef named(String other) {
        return new ObjectRef(apiVersion, kind, namespace, other);
    }

    /** By kind, namespace and name. Hot path of every lookup, hence without a comparator chain. */
    @Override
    public int compareTo(ObjectRef other) {
        int order = kind.compareTo(other.kind);
        if (order == 0) {
            order = namespace.compareTo(other.namespace);
        }
        if (order == 0) {
            order = name.compareTo(other.name);
        }
        return order == 0 ? apiVersion.compareTo(other.apiVersion) : order;
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
