package org.registryfleet.objectstorage;

import java.net.URI;
import java.util.Optional;

/**
 * Where requests to a host go instead, for fleets that are simulated: nothing of theirs must reach
 * a real provider.
 */
@FunctionalInterface
public interface EndpointOverride {

    /** Requests go where they are addressed to. */
    EndpointOverride NONE = (_, _) -> Optional.empty();

    /** The address in front of {@code /<host>/<path>}, if there is a detour. */
    Optional<URI> of(String cluster, String host);
}
