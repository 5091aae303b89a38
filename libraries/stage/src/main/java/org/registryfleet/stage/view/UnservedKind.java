package org.registryfleet.stage.view;

/** A kind that the API server does not serve, so that no object of it can exist. */
public record UnservedKind(String apiVersion, String kind) {

    /** Why an object of it is not created, and the remedy. */
    public static final String HELD_BACK =
            "the cluster does not serve this kind; install its CustomResourceDefinition";

    /** Whether the object is of this kind. */
    public boolean covers(ObjectRef ref) {
        return ref.kind().equals(kind) && ref.apiVersion().equals(apiVersion);
    }
}
