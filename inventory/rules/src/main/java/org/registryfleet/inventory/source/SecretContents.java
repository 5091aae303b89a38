package org.registryfleet.inventory.source;

import java.util.Map;

/**
 * What a Secret holds, described without its values.
 *
 * @param endpoint of its credential
 * @param texts values that are no secrets, such as Argo CD's {@code name} and {@code namespaces}
 * @param problem why the credential cannot be used; empty when it can
 */
public record SecretContents(ClusterEndpoint endpoint, Map<String, String> texts, String problem) {
    /** Of what is no Secret. */
    public static final SecretContents NONE =
            new SecretContents(ClusterEndpoint.of(""), Map.of(), "");

    public SecretContents {
        texts = Map.copyOf(texts);
    }
}
