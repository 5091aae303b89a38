package org.registryfleet.clusteraccess;

import org.registryfleet.clusteraccess.api.ResponseLimits;
import org.registryfleet.clusterobjects.ownership.OwnedFields;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Client settings for the connections to clusters.
 *
 * @param component name of this service; API servers see it as the field manager {@code
 *     registry-fleet-<component>} and in the User-Agent
 * @param credentialFolder folder of the files that {@code kubeconfig:} references name
 * @param hub credential reference of the hub cluster, which holds {@code secret:} credentials
 * @param hubs credential references of further hubs, by name
 * @param connectTimeLimit timeout of the TCP and TLS handshakes
 * @param callTimeLimit timeout of a whole call, head and body
 * @param http2 whether to multiplex all calls and watches of a TLS cluster over one connection
 * @param limits maximum sizes of responses; counts the responses that exceed them
 */
public record ConnectionSettings(
        String component,
        Path credentialFolder,
        String hub,
        Map<String, String> hubs,
        Duration connectTimeLimit,
        Duration callTimeLimit,
        boolean http2,
        ResponseLimits limits) {

    public static final Duration CALL_TIME_LIMIT = Duration.ofSeconds(10);

    private static final String VERSION = version();

    /** Defaults: ten seconds per call, five to connect, the own cluster as hub, HTTP/2. */
    public static ConnectionSettings of(String component, Path credentialFolder) {
        return new ConnectionSettings(
                component,
                credentialFolder,
                "in-cluster",
                Map.of(),
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
                hubs,
                connectTimeLimit,
                callTimeLimit,
                http2,
                limits);
    }

    public ConnectionSettings withHubs(Map<String, String> references) {
        return new ConnectionSettings(
                component,
                credentialFolder,
                hub,
                Map.copyOf(references),
                connectTimeLimit,
                callTimeLimit,
                http2,
                limits);
    }

    public ConnectionSettings withCallTimeLimit(Duration limit) {
        return new ConnectionSettings(
                component, credentialFolder, hub, hubs, connectTimeLimit, limit, http2, limits);
    }

    public ConnectionSettings withLimits(ResponseLimits other) {
        return new ConnectionSettings(
                component,
                credentialFolder,
                hub,
                hubs,
                connectTimeLimit,
                callTimeLimit,
                http2,
                other);
    }

    String userAgent() {
        return fieldManager() + "/" + VERSION;
    }

    /** Owner of the fields that this service writes, in their managedFields. */
    String fieldManager() {
        return OwnedFields.FLEET + "-" + component;
    }

    /** The version of the build; {@code dev} outside one. */
    private static String version() {
        var build = ConnectionSettings.class.getPackage().getImplementationVersion();
        return build == null ? "dev" : build;
    }
}
