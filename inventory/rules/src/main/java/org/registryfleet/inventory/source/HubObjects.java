package org.registryfleet.inventory.source;

import org.jspecify.annotations.Nullable;

/** The objects of a hub that a source has read so far. */
@FunctionalInterface
public interface HubObjects {

    /** The object, or null when it is not there. */
    @Nullable HubObject find(String kind, String namespace, String name);
}
