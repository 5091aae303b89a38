package org.registryfleet.clusteraccess.api;

import io.fabric8.kubernetes.client.http.HttpClient;

import java.net.URI;

/**
 * The current address of and client for one API server.
 *
 * @param authority digest of the CA that must have issued the server's certificate; empty for the
 *     host's trust store
 * @param http carries the credential and trusts the cluster's CA
 */
public record Endpoint(URI server, String authority, HttpClient http) {

    URI uri(String path) {
        var base = server.toString();
        return URI.create(
                base.endsWith("/") ? base.substring(0, base.length() - 1) + path : base + path);
    }
}
