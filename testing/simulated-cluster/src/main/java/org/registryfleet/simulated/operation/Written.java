package org.registryfleet.simulated.operation;

import org.registryfleet.simulated.store.StoredObject;

/**
 * The outcome of a write.
 *
 * @param object the object as it is now, or its last state when it is gone
 * @param changed whether the write had an effect
 * @param gone whether the object no longer exists
 */
public record Written(StoredObject object, boolean changed, boolean gone) {}
