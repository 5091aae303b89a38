package org.registryfleet.regfleet.fleet;

import org.registryfleet.events.ClusterRegistration;

import java.util.SortedMap;
import java.util.TreeMap;

/** The registrations of the fleet, as the log holds them. */
public interface RegistrationBook extends AutoCloseable {

    /** All registrations by id. */
    SortedMap<String, ClusterRegistration> all();

    /** uids of the clusters whose registration tells them, by id. */
    default SortedMap<String, String> uids() {
        var uids = new TreeMap<String, String>();
        all().forEach(
                        (cluster, registration) -> {
                            if (!registration.getClusterUid().isEmpty()) {
                                uids.put(cluster, registration.getClusterUid());
                            }
                        });
        return uids;
    }

    /** Adds a registration or replaces the one of the same id. */
    void put(ClusterRegistration registration);

    /** Takes a cluster out of the fleet. */
    void remove(String cluster);

    @Override
    void close();
}
