package org.registryfleet.storageprovisioner.objectstore.gcs;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.PodContributionBuilder;
import org.registryfleet.storageprovisioner.objectstore.YamlScalar;

/** What the GCS backend contributes to the registry's pod and to its private Secret. */
final class GcsPodContribution {

    static final String KEY_FILE = "REGISTRY_STORAGE_GCS_KEYFILE";

    private static final String FOLDER = "/gcs";
    private static final String FILE = "keyfile";

    private GcsPodContribution() {}

    static ObjectNode of(String bucket, Observed secret, String key) {
        var part = new PodContributionBuilder();
        part.env("REGISTRY_STORAGE", "gcs");
        part.env("REGISTRY_STORAGE_GCS_BUCKET", YamlScalar.of(bucket));
        part.env(KEY_FILE, FOLDER + "/" + FILE);
        part.secretFile("registry-storage-keyfile", KEY_FILE, FILE, FOLDER);
        part.secret(KEY_FILE, secret.ref(), "/data/" + key, CloudSecrets.text(secret, key));
        return part.finished();
    }
}
