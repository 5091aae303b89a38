package org.registryfleet.objectstorage.inventory;

import java.util.List;

/**
 * Result of a listing.
 *
 * @param troubles what could not be inspected; all others were
 */
public record InventoryListing(List<MarkedBucket> buckets, List<Trouble> troubles) {

    public InventoryListing {
        buckets = List.copyOf(buckets);
        troubles = List.copyOf(troubles);
    }

    /** A bucket that could not be inspected, with the provider's message. */
    public record Trouble(String bucket, String message) {}
}
