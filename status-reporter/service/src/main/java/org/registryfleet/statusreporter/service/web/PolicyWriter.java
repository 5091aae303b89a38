package org.registryfleet.statusreporter.service.web;

import org.registryfleet.fleetpolicy.rollout.PolicyFact.Commanded;

/** Writes what people say about policies. Throws {@link IllegalStateException} when it cannot. */
public interface PolicyWriter {

    /** Returns when the log has the command. */
    void tell(Commanded command);
}
