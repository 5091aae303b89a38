package org.registryfleet.objectstorage.inventory;

/**
 * Contents of a bucket, counting all versions.
 *
 * @param isComplete whether counting was not cut short
 */
public record Usage(long objects, long bytes, boolean isComplete) {

    /** Limit of counting: 1,000 requests at most providers. */
    public static final long MOST = 1_000_000;
}
