package org.registryfleet.simulated.store;

import org.jspecify.annotations.Nullable;

/**
 * One change of one object.
 *
 * @param before the version before, null for a new object
 * @param after the version after; of a deleted object its last state under the version of the
 *     deletion
 */
public record StoreEvent(Change change, @Nullable StoredObject before, StoredObject after) {

    /** What happened. */
    public enum Change {
        /** The object is new. */
        ADDED,
        /** The object has changed. */
        MODIFIED,
        /** The object is gone. */
        DELETED
    }

    /** The version of the cluster that this change made. */
    public long revision() {
        return after.resourceVersion();
    }
}
