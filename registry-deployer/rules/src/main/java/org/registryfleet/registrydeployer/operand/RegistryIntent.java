package org.registryfleet.registrydeployer.operand;

/**
 * What happens to the registry itself (objects 1 to 11 of the operand specification). The other
 * parts are reconciled regardless.
 */
public enum RegistryIntent {
    /** There is no Config yet. */
    NONE,
    /** Managed, and the storage is ready for this generation of the Config. */
    APPLY,
    /** Managed, but the storage is not ready for this generation of the Config. */
    WAIT,
    /** Removed, or the Config is being deleted. */
    REMOVE,
    /** Unmanaged or an unknown state: nothing is written. */
    LEAVE
}
