package org.registryfleet.storageprovisioner.result;

/**
 * Why the storage cannot be used (status specification, section 3.1).
 *
 * @param reason a condition's reason for permanent errors, for people otherwise
 * @param message as conditions show it
 */
public record StorageError(Severity severity, String reason, String message) {

    private static final StorageError NONE = new StorageError(Severity.NONE, "", "");
    private static final String SYNC = "unable to sync storage configuration: ";

    public static StorageError none() {
        return NONE;
    }

    /** Nothing but an edit of the Config helps. */
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

    /** Whether the error can go away by itself. */
    public enum Severity {
        NONE,
        PERMANENT,
        TRANSIENT
    }
}
