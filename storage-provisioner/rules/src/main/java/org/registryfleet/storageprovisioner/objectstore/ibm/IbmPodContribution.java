package org.registryfleet.storageprovisioner.objectstore.ibm;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.PodContributionBuilder;
import org.registryfleet.storageprovisioner.objectstore.ProviderKeys;
import org.registryfleet.storageprovisioner.objectstore.YamlScalar;

/**
 * What the IBM COS backend contributes to the registry's pod and to its private Secret: S3 with
 * HMAC keys.
 */
final class IbmPodContribution {

    private static final String PREFIX = "REGISTRY_STORAGE_S3_";
    private static final String FOLDER = "/var/run/secrets/cloud";
    private static final String CREDENTIALS = "credentials";
    private static final String KEPT = "ibmcos-credentials";

    private IbmPodContribution() {}

    static ObjectNode of(IbmSettings settings, ObservedBucket found) {
        var part = new PodContributionBuilder();
        part.env("REGISTRY_STORAGE", "s3");
        part.env(PREFIX + "BUCKET", YamlScalar.of(settings.bucket()));
        part.env(PREFIX + "REGION", YamlScalar.of(settings.location()));
        part.env(PREFIX + "REGIONENDPOINT", YamlScalar.of(settings.host()));
        part.env(PREFIX + "ENCRYPT", "false");
        part.env(PREFIX + "FORCEPATHSTYLE", "true");
        part.env(PREFIX + "USEDUALSTACK", "false");
        part.env(PREFIX + "CREDENTIALSCONFIGPATH", FOLDER + "/" + CREDENTIALS);
        part.secretFolder(FOLDER);
        ProviderKeys.copy(part, CREDENTIALS, KEPT, found);
        return part.finished();
    }
}
