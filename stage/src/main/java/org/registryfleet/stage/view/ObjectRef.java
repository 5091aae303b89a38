package org.registryfleet.stage.view;

import java.util.Comparator;

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

    private static final Comparator<ObjectRef> ORDER =
            Comparator.comparing(ObjectRef::kind)
                    .thenComparing(ObjectRef::namespace)
                    .thenComparing(ObjectRef::name)
                    .thenComparing(ObjectRef::apiVersion);

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

    @Override
    public int compareTo(ObjectRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
