package org.registryfleet.clusteraccess;

import io.fabric8.kubernetes.client.http.HttpClient;

import org.registryfleet.clusteraccess.credential.Credential;

/**
 * Opens HTTP clients for credentials. Simulated clusters may bring an implementation without
 * sockets.
 */
public interface Transport extends AutoCloseable {

    HttpClient open(Credential credential);

    @Override
    void close();
}
