package org.registryfleet.simulated;

import org.jspecify.annotations.Nullable;

/** Writes kubeconfig files. */
final class SimulatedKubeconfig {
    private SimulatedKubeconfig() {}

    static String of(String id, String server, @Nullable String token) {
        var user = token == null ? "{}" : "{token: \"" + token + "\"}";
        return """
                apiVersion: v1
                kind: Config
                current-context: "%1$s"
                clusters:
                - name: "%1$s"
                  cluster:
                    server: "%2$s"
                contexts:
                - name: "%1$s"
                  context:
                    cluster: "%1$s"
                    user: "%1$s"
                users:
                - name: "%1$s"
                  user: %3$s
                """
                .formatted(id, server, user);
    }
}
