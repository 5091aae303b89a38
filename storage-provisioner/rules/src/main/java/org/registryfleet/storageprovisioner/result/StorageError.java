package org.registryfleet.storageprovisioner.result;

/**
 * Why the storage cannot be used (status specification, section 3.1).
 *
 * @param reason reason of the condition for permanent errors, human-readable otherwise
 * @param message message of the condition
 */
public record StorageError(Severity severity, String reason, String message) {

    private static final StorageError NONE = new StorageError(Severity.NONE, "", "");
    private static final String SYNC = "unable to sync storage configuration: ";

    public static StorageError none() {
        return NONE;
    }

    /** Permanent: only an edit of the Config resolves it. */
    public static StorageError notConfigured(String detail) {
        var message = "storage backend not configured" + (detail.isEmpty() ? "" : ": " + detail);
        return new StorageError(Severity.PERMANENT, "StorageNotConfigured", message);
    }

    /** Something in the cluster has to change. */
    public static StorageError ofSync(String reason, String detail) {
        return new StorageError(Severity.TRANSIENT, reason, SYNC + detail);
    }

    public static StorageError temporary(String reason, String message) {
        return new StorageError(Severity.TRANSIENT, reason, message);
    }

    public boolean isError() {
        return severity != Severity.NONE;
    }

    /** Whether the error is transient. */
    public enum Severity {
        NONE,
        PERMANENT,
        TRANSIENT
    }
}
