package org.registryfleet.objectstorage;

import java.net.URI;
import java.util.Optional;

/**
 * Redirects requests of simulated fleets to another address, so that none reaches a real provider.
 */
@FunctionalInterface
public interface EndpointOverride {

    /** No override: requests go to their original host. */
    EndpointOverride NONE = (_, _) -> Optional.empty();

    /** The address that is put before {@code /<host>/<path>}, if there is an override. */
    Optional<URI> of(String cluster, String host);
}
