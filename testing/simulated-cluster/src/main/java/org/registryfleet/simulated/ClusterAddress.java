package org.registryfleet.simulated;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a cluster's API server is found.
 *
 * @param url without a slash at the end
 * @param certificateAuthority PEM that vouches for the server; empty without TLS
 */
record ClusterAddress(String id, String url, String certificateAuthority) {

    /** A kubeconfig, as YAML. */
    String kubeconfig(@Nullable String token) {
        var user = token == null ? "{}" : "{token: \"" + token + "\"}";
        var authority =
                Base64.getEncoder()
                        .encodeToString(certificateAuthority.getBytes(StandardCharsets.US_ASCII));
        return """
                apiVersion: v1
                kind: Config
                current-context: "%1$s"
                clusters:
                - name: "%1$s"
                  cluster:
                    server: "%2$s"%4$s
                contexts:
                - name: "%1$s"
                  context:
                    cluster: "%1$s"
                    user: "%1$s"
                users:
                - name: "%1$s"
                  user: %3$s
                """
                .formatted(
                        id,
                        url,
                        user,
                        authority.isEmpty()
                                ? ""
                                : "\n    certificate-authority-data: " + authority);
    }
}
