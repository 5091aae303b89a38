package org.registryfleet.stage.view;

/**
 * Objects whose existence or state is unknown, because the fleet may not list them or one is too
 * large for a record.
 *
 * @param where a namespace, a name, or both as {@code namespace/name}; empty for the whole kind
 */
public record Unreadable(String kind, String where) {

    /** Why an object that may not be listed is not created, and the remedy. */
    public static final String HELD_BACK =
            "the fleet may not list objects of this kind here, so it cannot know whether it exists;"
                    + " grant list and watch";

    /** One object that is too large for a record. */
    public static Unreadable of(ObjectRef ref) {
        return new Unreadable(
                ref.kind(),
                ref.namespace().isEmpty() ? ref.name() : ref.namespace() + "/" + ref.name());
    }

    /** Whether it names a single object of a namespace. */
    public boolean isOfOneObject() {
        return where.indexOf('/') >= 0;
    }

    /** Whether the object is among them. */
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
