package org.registryfleet.objectstorage.inventory;

import java.util.List;

/**
 * What was found.
 *
 * @param troubles what could not be looked at; the others were
 */
public record InventoryListing(List<MarkedBucket> buckets, List<Trouble> troubles) {

    public InventoryListing {
        buckets = List.copyOf(buckets);
        troubles = List.copyOf(troubles);
    }

    /** A bucket that could not be looked at, in the provider's words. */
    public record Trouble(String bucket, String message) {}
}
