package org.registryfleet.storageprovisioner.objectstore.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * An address of a store as the Config writes it.
 *
 * @param written empty for the provider's own
 */
record S3Endpoint(String written) {

    /** The protocol's region where a store knows none. */
    static final String REGION = "us-east-1";

    private static final String RULE =
            "spec.storage.s3.regionEndpoint must be a URL with http:// or https://";

    /** Why nobody can use the address; empty when somebody can. */
    Optional<String> objection() {
        return written.isEmpty() || isUrl()
                ? Optional.empty()
                : Optional.of(RULE + ", found \"" + written + "\"");
    }

    /** It is a name of the cluster's own network, which nobody outside can resolve. */
    boolean isInside() {
        var host = isUrl() ? URI.create(written).getHost().toLowerCase(Locale.ROOT) : "";
        return host.endsWith(".svc") || host.endsWith(".cluster.local");
    }

    private boolean isUrl() {
        try {
            var uri = new URI(written);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }
}
