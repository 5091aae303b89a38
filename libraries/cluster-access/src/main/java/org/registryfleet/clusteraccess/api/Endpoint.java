package org.registryfleet.clusteraccess.api;

import io.fabric8.kubernetes.client.http.HttpClient;

import java.net.URI;

/**
 * Where and how to reach one API server at this moment.
 *
 * @param authority digest of the CA that the server must come from; empty for the host's own ones
 * @param http carries the credential and trusts the cluster's CA
 */
public record Endpoint(URI server, String authority, HttpClient http) {

    URI uri(String path) {
        var base = server.toString();
        return URI.create(
                base.endsWith("/") ? base.substring(0, base.length() - 1) + path : base + path);
    }
}
