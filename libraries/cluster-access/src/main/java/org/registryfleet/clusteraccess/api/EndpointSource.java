package org.registryfleet.clusteraccess.api;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Supplies the current endpoint of one cluster, which changes with its credential. */
public interface EndpointSource {

    /** Name of the cluster in messages: its id and its credential reference. */
    String description();

    /**
     * The endpoint to use now.
     *
     * @throws CredentialException when the credential cannot be read
     */
    Endpoint current();

    /**
     * When the credential in use ends; empty when none is in use, it does not say, or it is renewed
     * by itself.
     */
    Optional<Instant> credentialEnds();

    /** Calls the listener with every endpoint that has been replaced by another one. */
    void onReplaced(Consumer<Endpoint> listener);

    /** Rereads the credential after a 401; returns whether there is another one. */
    boolean renew(Endpoint refused);

    /**
     * Closes all connections of an endpoint that seem dead, so that the next call opens new ones.
     */
    void reconnect(Endpoint dead);
}
