package org.registryfleet.storageprovisioner.objectstore;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

/**
 * The Secrets that hold credentials of clouds. The user's is the only source as soon as it exists;
 * otherwise the platform's is (storage specification, section 2.5.7). Values are digests.
 */
public final class CloudSecrets {

    public static final ObjectRef USER = secret("image-registry-private-configuration-user");
    public static final ObjectRef MINTED = secret("installer-cloud-credentials");

    private CloudSecrets() {}

    /** The digest of a value; empty when there is none. */
    public static String text(Observed secret, String key) {
        return secret.content().path("data").path(key).asText("");
    }

    public static boolean has(Observed secret, String key) {
        return secret.content().path("data").has(key);
    }

    /** As messages name a Secret. */
    public static String name(ObjectRef ref) {
        return ref.namespace() + "/" + ref.name();
    }

    /** Why a Secret without this key is of no use. */
    public static String lacks(ObjectRef ref, String key) {
        return "secret \"" + name(ref) + "\" does not contain required key \"" + key + "\"";
    }

    /** Why the platform's Secret is of no use, as most backends put it. */
    public static String notMinted() {
        return "unable to get cluster minted credentials \"%s\": %s"
                .formatted(name(MINTED), mintedNotFound());
    }

    /** As the API server puts it. */
    public static String mintedNotFound() {
        return "secret \"" + MINTED.name() + "\" not found";
    }

    private static ObjectRef secret(String name) {
        return new ObjectRef("v1", "Secret", "openshift-image-registry", name);
    }
}
