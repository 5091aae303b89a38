package org.registryfleet.objectstorage.inventory;

/**
 * What is in a bucket, all versions counted.
 *
 * @param isComplete counting was not given up
 */
public record Usage(long objects, long bytes, boolean isComplete) {

    /** Where counting is given up: 1,000 requests of most providers. */
    public static final long MOST = 1_000_000;
}
