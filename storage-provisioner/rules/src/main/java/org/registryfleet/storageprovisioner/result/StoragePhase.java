package org.registryfleet.storageprovisioner.result;

/**
 * How far the storage of a cluster is.
 *
 * <pre>
 *  BOOTSTRAPPING ─► PENDING ─► READY ◄─► FAILED
 *                      ▲         │
 *                      └─────────┴──► REMOVING ─► REMOVED ─► PENDING
 * </pre>
 */
public enum StoragePhase {
    /** Written by another release. */
    UNKNOWN,
    /** There is no Config yet. */
    BOOTSTRAPPING,
    /** Asked for and not there yet; nothing is wrong. */
    PENDING,
    READY,
    FAILED,
    REMOVING,
    REMOVED,
    /** Somebody else looks after the registry. */
    UNMANAGED
}
