package org.registryfleet.inventory.decision;

import org.registryfleet.inventory.source.FoundCluster;

/**
 * An object of a source and what has become of it.
 *
 * @param cluster id in the fleet; of a duplicate that of the other one; empty for none
 * @param state ADMITTED, PROBING, LEAVING, DUPLICATE, REJECTED, TAKEN, FORGOTTEN or NEW
 * @param gone no longer in the source
 */
public record SourceObject(
        String source,
        String ref,
        String cluster,
        String state,
        String reason,
        boolean gone,
        FoundCluster found) {}
