package org.registryfleet.objectstorage.inventory;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import java.io.IOException;

/**
 * The buckets that one account of a provider can see. Closing it closes its connections.
 *
 * <p>Messages are the provider's own and hold no credentials.
 */
public interface Inventory extends AutoCloseable {

    /** A mark of buckets that were made here, with the cluster's infrastructure name as value. */
    String MARK = "registry-fleet";

    /**
     * Every bucket with our mark.
     *
     * @throws IOException when the list itself cannot be had
     */
    InventoryListing survey() throws IOException;

    /**
     * What is in a bucket.
     *
     * @throws IOException when the provider does not say
     */
    Usage usage(MarkedBucket bucket) throws IOException;

    /**
     * Deletes a bucket and all that is in it, after its mark was read once more: without it, or
     * with another owner's, the answer is a refusal.
     */
    ExternalResourceResult remove(MarkedBucket bucket);

    @Override
    default void close() {}
}
