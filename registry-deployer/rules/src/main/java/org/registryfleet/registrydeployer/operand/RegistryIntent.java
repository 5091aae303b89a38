package org.registryfleet.registrydeployer.operand;

/**
 * What happens to the registry proper, objects 1 to 11 of the operand specification. The other
 * parts run whatever it is.
 */
public enum RegistryIntent {
    /** There is no Config yet. */
    NONE,
    /** Managed, and the storage is ready for the Config as it is now. */
    APPLY,
    /** Managed, but the storage is not ready for this generation of the Config. */
    WAIT,
    /** Removed, or the Config is being deleted. */
    REMOVE,
    /** Unmanaged or an unknown state: nothing is written. */
    LEAVE
}
