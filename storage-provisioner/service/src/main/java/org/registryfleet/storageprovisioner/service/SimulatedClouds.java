package org.registryfleet.storageprovisioner.service;

import org.registryfleet.objectstorage.EndpointOverride;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps clusters that are registered as simulated away from real clouds: their requests go to the
 * simulated cloud, or nowhere if none is configured.
 */
record SimulatedClouds(URI address, Predicate<String> isSimulated) implements EndpointOverride {

    /** Nothing answers there. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    /**
     * @param address address of the simulated clouds, empty for none; each cluster has its own path
     *     below it
     */
    static SimulatedClouds at(String address, Predicate<String> isSimulated) {
        return new SimulatedClouds(
                URI.create(address.isBlank() ? NOWHERE : address.strip()), isSimulated);
    }

    @Override
    public Optional<URI> of(String cluster, String host) {
        return isSimulated.test(cluster)
                ? Optional.of(address.resolve("/" + cluster))
                : Optional.empty();
    }
}
