package org.registryfleet.statusreporter.service.web;

import org.registryfleet.events.ClusterRegistration;

/** Writes registrations to the log. Throws {@link IllegalStateException} when it cannot write. */
public interface RegistrationWriter {

    /**
     * Registers a cluster, or updates its registration.
     *
     * @param by name of the caller
     */
    void put(ClusterRegistration registration, String by);

    /**
     * Deregisters a cluster; nothing in the cluster changes.
     *
     * @param by name of the caller
     */
    void remove(String cluster, String by);
}
