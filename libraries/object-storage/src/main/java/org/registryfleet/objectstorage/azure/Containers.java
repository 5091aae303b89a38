package org.registryfleet.objectstorage.azure;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The wanted container of an account, by the service that a cloud manages containers with. */
interface Containers {

    /** Its metadata; empty when there is no such container. */
    Optional<Map<String, String>> find() throws IOException;

    /** Makes it, closed to the public. */
    void create(Map<String, String> metadata) throws IOException;

    /** What is gone already needs no deletion. */
    void delete() throws IOException;

    /** Whether the account holds no container at all. */
    boolean isAccountEmpty() throws IOException;
}
