package org.registryfleet.storageprovisioner.objectstore;

/** Who manages a bucket (storage specification, section 4). */
public enum BucketManagement {
    /** Created, secured, tagged and, when the registry is removed, deleted. */
    MANAGED("Managed"),
    /** Used as it is. */
    UNMANAGED("Unmanaged"),
    /** {@link #MANAGED} when it has to be created, {@link #UNMANAGED} when it is there. */
    IF_CREATED("IfCreated");

    private final String word;

    BucketManagement(String word) {
        this.word = word;
    }

    /** The spelling in actions. */
    public String word() {
        return word;
    }
}
