package org.registryfleet.inventory.decision;

import org.registryfleet.inventory.source.FoundCluster;

import java.time.Instant;

/** What the inventory decides from. The order of the facts is part of what they say. */
public sealed interface InventoryFact {

    /** When it was learned; never the clock of whoever decides. */
    Instant at();

    /** A source is configured, or configured otherwise. */
    record Configured(Instant at, SourceSettings settings) implements InventoryFact {}

    /** A source is no longer configured; its clusters stay as they are. */
    record Retired(Instant at, String source) implements InventoryFact {}

    /** An object of the source describes this cluster. */
    record Found(Instant at, String source, String ref, FoundCluster cluster)
            implements InventoryFact {}

    /** The object is gone, or describes no cluster any more. */
    record Gone(Instant at, String source, String ref) implements InventoryFact {}

    /** Everything of the source has been listed: what was not found is gone. */
    record Listed(Instant at, String source) implements InventoryFact {}

    /** The source cannot be read: nothing is known of what it holds. */
    record Unreadable(Instant at, String source, String reason) implements InventoryFact {}

    /**
     * What the fleet's topics say of a cluster.
     *
     * @param by who has written the registration over the inventory's; empty when nobody has
     */
    record Joined(Instant at, String cluster, ClusterMembership membership, String by)
            implements InventoryFact {}

    /** Somebody else has taken the cluster out of the fleet. */
    record Left(Instant at, String cluster) implements InventoryFact {}

    /** Time has passed. */
    record Tick(Instant at) implements InventoryFact {}

    /** A person says that so many clusters have gone from a suspect source for good. */
    record Confirmed(Instant at, String source, int gone, String by, String reason)
            implements InventoryFact {}

    /** A person links a cluster to the entry of a source that has its name. */
    record Adopted(Instant at, String cluster, String source, String by, String reason)
            implements InventoryFact {}

    /** A person takes an imported cluster out of the fleet, although its source still has it. */
    record Forgotten(Instant at, String cluster, String by, String reason)
            implements InventoryFact {}
}
