package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.WantedBucket;

import java.util.Optional;

/**
 * The certificates of the cloud's authority, whoever's credentials are used: those beside the
 * platform's file, else those of the provider's ConfigMap (storage specification, section 2.8.2).
 */
record CloudAuthority(Snapshot objects) {

    private static final String KEY = "cacert";

    /** Puts what there is into a description. */
    void describe(ObjectNode description) {
        var published =
                objects.find(Infrastructure.PROVIDER_CONFIG)
                        .map(map -> map.content().path("data").path("ca-bundle.pem").asText(""))
                        .orElse("");
        if (!published.isEmpty()) {
            description.put("caBundle", published);
        }
        kept().ifPresent(digest -> description.withObject("/credentials").put(KEY, digest));
    }

    Optional<SecretValue> source() {
        return kept().map(
                        _ ->
                                SecretValue.copied(
                                        WantedBucket.CREDENTIALS + "/" + KEY,
                                        CloudSecrets.MINTED,
                                        "/data/" + KEY));
    }

    private Optional<String> kept() {
        return objects.find(CloudSecrets.MINTED)
                .map(minted -> CloudSecrets.text(minted, KEY))
                .filter(digest -> !digest.isEmpty());
    }
}
