package org.registryfleet.storageprovisioner.objectstore;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

/**
 * The Secrets with cloud credentials. The user's Secret takes precedence as soon as it exists;
 * otherwise the platform's is used (storage specification, section 2.5.7). Values are digests.
 */
public final class CloudSecrets {

    public static final ObjectRef USER = secret("image-registry-private-configuration-user");
    public static final ObjectRef MINTED = secret("installer-cloud-credentials");

    private CloudSecrets() {}

    /** The digest of a value; empty if there is none. */
    public static String text(Observed secret, String key) {
        return secret.content().path("data").path(key).asText("");
    }

    public static boolean has(Observed secret, String key) {
        return secret.content().path("data").has(key);
    }

    /** The name of a Secret in messages. */
    public static String name(ObjectRef ref) {
        return ref.namespace() + "/" + ref.name();
    }

    /** Why a Secret without this key is unusable. */
    public static String lacks(ObjectRef ref, String key) {
        return "secret \"" + name(ref) + "\" does not contain required key \"" + key + "\"";
    }

    /** Why the platform's Secret is unusable, with the wording of most backends. */
    public static String notMinted() {
        return "unable to get cluster minted credentials \"%s\": %s"
                .formatted(name(MINTED), mintedNotFound());
    }

    /** With the wording of the API server. */
    public static String mintedNotFound() {
        return "secret \"" + MINTED.name() + "\" not found";
    }

    private static ObjectRef secret(String name) {
        return new ObjectRef("v1", "Secret", "openshift-image-registry", name);
    }
}
