package org.registryfleet.storageprovisioner.config;

/** The storage backends, in the order in which messages list them (storage specification, 2.1). */
public enum Backend {
    EMPTY_DIR("emptyDir", "EmptyDir"),
    S3("s3", "S3"),
    SWIFT("swift", "Swift"),
    GCS("gcs", "GCS"),
    IBMCOS("ibmcos", "IBMCOS"),
    PVC("pvc", "PVC"),
    AZURE("azure", "Azure");

    private final String member;
    private final String title;

    Backend(String member, String title) {
        this.member = member;
        this.title = title;
    }

    /** The field of the Config's storage section. */
    public String member() {
        return member;
    }

    /** The name in conditions and messages. */
    public String title() {
        return title;
    }
}
