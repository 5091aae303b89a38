package org.registryfleet.simulated.resource;

import java.util.Set;

/** One kind of one API group and version, with the traits that decide how writes to it behave. */
public record ResourceType(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        Set<Trait> traits)
        implements Comparable<ResourceType> {

    /** The value of {@code apiVersion} in objects of this kind. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The plural with the group, as error messages name it: {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The kind with the group, as validation messages name it: {@code Deployment.apps}. */
    public String groupKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    /** Whether the kind has this trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether the kind is served from a CustomResourceDefinition. */
    public boolean isCustom() {
        return has(Trait.CUSTOM);
    }

    /** Whether the kind has the status subresource. */
    public boolean hasStatus() {
        return has(Trait.STATUS) || has(Trait.STATUS_ON_CREATE);
    }

    /** The path of one object, below the server's URL. */
    public String path(String namespace, String name) {
        return collectionPath(namespace) + "/" + name;
    }

    /**
     * The path of the collection, below the server's URL; an empty namespace means all namespaces.
     */
    public String collectionPath(String namespace) {
        var root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        return namespace.isEmpty()
                ? root + "/" + plural
                : root + "/namespaces/" + namespace + "/" + plural;
    }

    @Override
    public int compareTo(ResourceType other) {
        var byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : plural.compareTo(other.plural);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceType that
                && group.equals(that.group)
                && plural.equals(that.plural);
    }

    @Override
    public int hashCode() {
        return 31 * group.hashCode() + plural.hashCode();
    }
}
