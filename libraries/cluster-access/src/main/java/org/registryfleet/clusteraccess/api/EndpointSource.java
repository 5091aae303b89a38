package org.registryfleet.clusteraccess.api;

/** Gives the current endpoint of one cluster, which changes when its credential does. */
public interface EndpointSource {

    /** How to name the cluster to people: its id and its credential reference. */
    String description();

    /**
     * The endpoint to use now.
     *
     * @throws CredentialException when the credential cannot be read
     */
    Endpoint current();

    /** Reads the credential anew after the server refused it; whether it is another one now. */
    boolean renew(Endpoint refused);

    /**
     * Drops all connections of an endpoint that seem dead, so that the next call opens new ones.
     */
    void reconnect(Endpoint dead);
}
