package org.registryfleet.objectstorage.azure;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Operations on the desired container, by the service that the cloud manages containers with. */
interface Containers {

    /** Metadata of the container; empty when it does not exist. */
    Optional<Map<String, String>> find() throws IOException;

    /** Creates it without public access. */
    void create(Map<String, String> metadata) throws IOException;

    /** Idempotent: a missing container counts as deleted. */
    void delete() throws IOException;

    /** Whether the account holds no container at all. */
    boolean isAccountEmpty() throws IOException;
}
