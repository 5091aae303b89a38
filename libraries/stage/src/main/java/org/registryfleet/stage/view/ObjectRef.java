package org.registryfleet.stage.view;

/**
 * A Kubernetes object by name. The namespace is empty for cluster-scoped kinds.
 *
 * @param apiVersion group and version, or the version alone for the core group
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name)
        implements Comparable<ObjectRef> {

    /**
     * The group of what an executor brings about outside the cluster, such as buckets. No watcher
     * shows it: the outcomes of its actions do.
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

    /** No object of the cluster's API server, see {@link #OUTSIDE}. */
    public boolean liesOutside() {
        return group().equals(OUTSIDE);
    }

    /** The same kind under another name in the same namespace. */
    public ObjectRef named(String other) {
        return new ObjectRef(apiVersion, kind, namespace, other);
    }

    /** By kind, namespace and name. Every lookup of an object comes here, so it is spelt out. */
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
