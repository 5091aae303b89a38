package org.registryfleet.stage.view;

/**
 * Objects that the fleet is not allowed to list: whether they exist is not known.
 *
 * @param where a namespace, a name, or both as {@code namespace/name}; empty for the whole kind
 */
public record Unreadable(String kind, String where) {

    /** Why an object that may not be listed is not created, and what to do. */
    public static final String HELD_BACK =
            "the fleet may not list objects of this kind here, so it cannot know whether it exists;"
                    + " grant list and watch";

    /** Whether the object is one of them. */
    public boolean covers(ObjectRef ref) {
        return ref.kind().equals(kind)
                && (where.isEmpty()
                        || where.equals(ref.namespace().isEmpty() ? ref.name() : ref.namespace())
                        || where.equals(ref.namespace() + "/" + ref.name()));
    }

    @Override
    public String toString() {
        return where.isEmpty() ? kind : kind + " " + where;
    }
}
