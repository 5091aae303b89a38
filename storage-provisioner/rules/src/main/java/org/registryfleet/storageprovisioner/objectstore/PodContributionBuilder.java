package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.storageprovisioner.result.PodContribution;

/** Builds what a storage backend contributes to the registry's pod and to its private Secret. */
public final class PodContributionBuilder {

    private static final String SECRET = "image-registry-private-configuration";

    private final ObjectNode part = PodContribution.none();
    private boolean usesSecret;

    public PodContributionBuilder() {
        part.putArray("env");
        part.putArray("volumes");
        part.putArray("volumeMounts");
        part.putObject("secretData");
        part.putArray("dependencies");
    }

    /** Adds a variable with a YAML value. */
    public void env(String name, String value) {
        part.withArray("/env").addObject().put("name", name).put("value", value);
    }

    /** Adds a variable that reads the key of the same name from the private Secret. */
    public void secretEnv(String name) {
        var env = part.withArray("/env").addObject().put("name", name);
        env.putObject("valueFrom").putObject("secretKeyRef").put("name", SECRET).put("key", name);
        usesSecret = true;
    }

    /** Mounts a key of the private Secret as a file. */
    public void secretFile(String volume, String key, String file, String folder) {
        var secret = part.withArray("/volumes").addObject().put("name", volume).putObject("secret");
        secret.put("secretName", SECRET);
        secret.putArray("items").addObject().put("key", key).put("path", file);
        secret.put("optional", false);
        part.withArray("/volumeMounts").addObject().put("name", volume).put("mountPath", folder);
        usesSecret = true;
    }

    /** Mounts the private Secret as a read-only folder. */
    public void secretFolder(String folder) {
        var secret = part.withArray("/volumes").addObject().put("name", SECRET).putObject("secret");
        secret.put("secretName", SECRET).put("optional", false);
        var mount = part.withArray("/volumeMounts").addObject().put("name", SECRET);
        mount.put("readOnly", true).put("mountPath", folder);
        usesSecret = true;
    }

    /** Adds a key to the private Secret, copied from another Secret whose value has this digest. */
    public void secret(String key, ObjectRef source, String pointer, String digest) {
        var entry = part.withObject("/secretData").putObject(key);
        entry.putObject("source")
                .put("apiVersion", source.apiVersion())
                .put("kind", source.kind())
                .put("namespace", source.namespace())
                .put("name", source.name());
        entry.put("pointer", pointer).put("digest", digest);
    }

    /** Sets CA certificates of the backend that only the executor could read, as PEM. */
    public void trusts(String certificates) {
        if (!certificates.isEmpty()) {
            part.put("caBundle", certificates);
        }
    }

    /** Builds the contribution; the pods roll when the private Secret changes. */
    public ObjectNode finished() {
        if (usesSecret && part.path("dependencies").isEmpty()) {
            part.withArray("/dependencies").addObject().put("kind", "Secret").put("name", SECRET);
        }
        return part;
    }
}
