package org.registryfleet.clusteraccess;

import org.registryfleet.clusteraccess.api.ResponseLimits;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Client settings for the connections to clusters.
 *
 * @param component name of this service, shown to API servers as {@code registry-fleet/<component>}
 * @param credentialFolder folder of the files that {@code kubeconfig:} references name
 * @param hub credential reference of the hub cluster, which holds {@code secret:} credentials
 * @param connectTimeLimit timeout of the TCP and TLS handshakes
 * @param callTimeLimit timeout of a whole call, head and body
 * @param http2 whether to multiplex all calls and watches of a TLS cluster over one connection
 * @param limits maximum sizes of responses; counts the responses that exceed them
 */
public record ConnectionSettings(
        String component,
        Path credentialFolder,
        String hub,
        Duration connectTimeLimit,
        Duration callTimeLimit,
        boolean http2,
        ResponseLimits limits) {

    public static final Duration CALL_TIME_LIMIT = Duration.ofSeconds(10);

    /** Defaults: ten seconds per call, five to connect, the own cluster as hub, HTTP/2. */
    public static ConnectionSettings of(String component, Path credentialFolder) {
        return new ConnectionSettings(
                component,
                credentialFolder,
                "in-cluster",
                Duration.ofSeconds(5),
                CALL_TIME_LIMIT,
                true,
                ResponseLimits.standard());
    }

    public ConnectionSettings withHub(String reference) {
        return new ConnectionSettings(
                component,
                credentialFolder,
                reference,
                connectTimeLimit,
                callTimeLimit,
                http2,
                limits);
    }

    public ConnectionSettings withCallTimeLimit(Duration limit) {
        return new ConnectionSettings(
                component, credentialFolder, hub, connectTimeLimit, limit, http2, limits);
    }

    public ConnectionSettings withLimits(ResponseLimits other) {
        return new ConnectionSettings(
                component, credentialFolder, hub, connectTimeLimit, callTimeLimit, http2, other);
    }

    String userAgent() {
        return "registry-fleet/" + component;
    }
}
