package org.registryfleet.statusreporter.service.web;

import org.registryfleet.inventory.decision.InventoryFact;

/** Writes what people decide about sources. Throws {@link IllegalStateException} when it cannot. */
public interface InventoryWriter {

    /** Returns when the log has the command. */
    void tell(InventoryFact command);
}
