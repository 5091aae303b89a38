package org.registryfleet.simulated.store;

import java.util.List;

/** The objects of a selection at one revision, in the order of their keys. */
public record StoreSnapshot(long revision, List<StoredObject> objects) {}
