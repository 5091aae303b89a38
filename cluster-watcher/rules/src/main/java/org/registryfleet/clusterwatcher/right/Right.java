package org.registryfleet.clusterwatcher.right;

import org.registryfleet.clusterobjects.kind.ResourceKind;

/**
 * One thing that a cluster may grant, in the words of its RBAC.
 *
 * @param group of the resource; empty for the core group
 * @param resource plural of the kind, with its subresource if there is one: {@code configs/status}
 * @param namespace empty for all, and for cluster-scoped kinds
 * @param name of the only object; empty for all
 */
public record Right(String verb, String group, String resource, String namespace, String name) {

    static Right of(String verb, ResourceKind kind, String namespace, String name) {
        return new Right(verb, kind.group(), kind.plural(), namespace, name);
    }

    /** The resource without its subresource. */
    public String plural() {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }

    /** Empty for the resource itself. */
    public String subresource() {
        int slash = resource.indexOf('/');
        return slash < 0 ? "" : resource.substring(slash + 1);
    }

    /** Such as {@code patch configs.imageregistry.operator.openshift.io/status cluster}. */
    public String description() {
        var dotted = group.isEmpty() ? plural() : plural() + "." + group;
        var part = subresource().isEmpty() ? "" : "/" + subresource();
        return verb
                + " "
                + dotted
                + part
                + (name.isEmpty() ? "" : " " + name)
                + (namespace.isEmpty() ? "" : " in " + namespace);
    }
}
