package org.registryfleet.objectstorage.inventory;

/**
 * A bucket created here.
 *
 * @param name as an action names it; for Azure {@code account/container}, without container for an
 *     account that holds none
 * @param owner infrastructure name of its cluster, from the mark
 * @param since creation time, for an Azure container the last change; empty when unknown
 */
public record MarkedBucket(String name, String owner, String since) {}
