package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;

/**
 * The Secret in which the executor keeps what a provider gives for the registry: keys that are
 * nobody's to read but the registry's. Decisions know their digests alone.
 */
public final class ProviderKeys {

    public static final ObjectRef REF =
            new ObjectRef(
                    "v1", "Secret", CloudSecrets.MINTED.namespace(), "image-registry-storage-keys");

    private ProviderKeys() {}

    /** Tells the executor where the keys belong. */
    public static void describe(ObjectNode description) {
        description.putObject("keys").put("namespace", REF.namespace()).put("name", REF.name());
    }

    /** A key of the private Secret that is copied from a kept one. */
    public static void copy(
            PodContributionBuilder part, String name, String kept, ObservedBucket found) {
        var digest = found.observed().status().path("keys").path(kept).asText("");
        part.secret(name, REF, "/data/" + kept, digest);
    }
}
