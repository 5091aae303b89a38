package org.registryfleet.objectstorage.inventory;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import java.io.IOException;

/**
 * The buckets visible to one provider account. Closing it closes its connections.
 *
 * <p>Messages are the provider's own and hold no credentials.
 */
public interface Inventory extends AutoCloseable {

    /** Ownership mark of buckets created here; its value is the cluster's infrastructure name. */
    String MARK = "registry-fleet";

    /**
     * Lists every bucket with our mark.
     *
     * @throws IOException when listing fails
     */
    InventoryListing survey() throws IOException;

    /**
     * Counts the contents of a bucket.
     *
     * @throws IOException when the provider does not respond
     */
    Usage usage(MarkedBucket bucket) throws IOException;

    /**
     * Deletes a bucket with its contents, after verifying its mark once more: without the mark, or
     * with another owner's, the result is a refusal.
     */
    ExternalResourceResult remove(MarkedBucket bucket);

    @Override
    default void close() {}
}
