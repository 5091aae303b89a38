package org.registryfleet.statusreporter.service.web;

import org.registryfleet.events.ClusterRegistration;

/** Where registrations are handed in. Throws {@link IllegalStateException} when it cannot write. */
public interface RegistrationWriter {

    /**
     * Takes a cluster into the fleet, or changes how it is part of it.
     *
     * @param by name of who asks for it
     */
    void put(ClusterRegistration registration, String by);

    /** Takes a cluster out of the fleet; nothing in the cluster changes. */
    void remove(String cluster);
}
