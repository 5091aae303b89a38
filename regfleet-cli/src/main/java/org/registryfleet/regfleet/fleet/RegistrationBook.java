package org.registryfleet.regfleet.fleet;

import org.registryfleet.events.ClusterRegistration;

import java.util.SortedMap;

/** The registrations of the fleet, as the log holds them. */
public interface RegistrationBook extends AutoCloseable {

    /** All registrations by id. */
    SortedMap<String, ClusterRegistration> all();

    /** Adds a registration or replaces the one of the same id. */
    void put(ClusterRegistration registration);

    /** Takes a cluster out of the fleet. */
    void remove(String cluster);

    @Override
    void close();
}
