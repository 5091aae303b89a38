package org.registryfleet.storageprovisioner.result;

/**
 * The phase of a cluster's storage.
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
    /** Requested and not ready yet; no error. */
    PENDING,
    READY,
    FAILED,
    REMOVING,
    REMOVED,
    /** The registry is managed by others. */
    UNMANAGED
}
