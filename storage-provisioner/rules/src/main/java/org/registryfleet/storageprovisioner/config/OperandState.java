package org.registryfleet.storageprovisioner.config;

/**
 * The Config's {@code spec.managementState}; not to be confused with the managementState of the
 * storage.
 */
public enum OperandState {
    MANAGED,
    UNMANAGED,
    REMOVED,
    /** Force, empty or an unknown value: nothing is done. */
    OTHER;

    public static OperandState of(String text) {
        return switch (text) {
            case "Managed" -> MANAGED;
            case "Unmanaged" -> UNMANAGED;
            case "Removed" -> REMOVED;
            default -> OTHER;
        };
    }
}
