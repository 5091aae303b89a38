package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;

/**
 * The Secret in which the executor stores keys that a provider issued for the registry. Only the
 * registry may read them; decisions see their digests.
 */
public final class ProviderKeys {

    public static final ObjectRef REF =
            new ObjectRef(
                    "v1", "Secret", CloudSecrets.MINTED.namespace(), "image-registry-storage-keys");

    private ProviderKeys() {}

    /** Adds the destination of the keys to an action. */
    public static void describe(ObjectNode description) {
        description.putObject("keys").put("namespace", REF.namespace()).put("name", REF.name());
    }

    /** A key of the private Secret that is copied from a stored provider key. */
    public static void copy(
            PodContributionBuilder part, String name, String kept, ObservedBucket found) {
        var digest = found.observed().status().path("keys").path(kept).asText("");
        part.secret(name, REF, "/data/" + kept, digest);
    }
}
