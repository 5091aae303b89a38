package org.registryfleet.inventory.source;

/**
 * Objects of a hub that a source reads.
 *
 * @param plural resource name in paths
 * @param namespaced whether the configured namespaces limit it
 * @param labelSelector empty for all
 */
public record HubKind(
        String apiVersion, String kind, String plural, boolean namespaced, String labelSelector) {

    /** Secrets with these labels. */
    static HubKind secrets(String labelSelector) {
        return new HubKind("v1", "Secret", "secrets", true, labelSelector);
    }

    public boolean isSecret() {
        return kind.equals("Secret");
    }
}
