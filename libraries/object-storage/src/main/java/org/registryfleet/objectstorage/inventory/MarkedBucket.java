package org.registryfleet.objectstorage.inventory;

/**
 * A bucket that was made here.
 *
 * @param name as an action names it; of Azure {@code account/container}, without container for an
 *     account that holds none
 * @param owner the infrastructure name of its cluster, as the mark says
 * @param since when it was created, or of a container of Azure last changed; empty when nobody says
 */
public record MarkedBucket(String name, String owner, String since) {}
