package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CaConfigMap;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The CA certificates of the OpenStack cloud, independent of whose credentials are used: those next
 * to the platform's clouds.yaml, else those of the provider's ConfigMap (storage specification,
 * section 2.8.2).
 */
record CloudCa(Snapshot objects) {

    private static final String KEY = "cacert";
    private static final String PUBLISHED = "ca-bundle.pem";

    /** Adds the available certificates to a description. */
    void describe(ObjectNode description) {
        var published = published();
        if (!published.text().isEmpty()) {
            published.describe(description);
        }
        kept().ifPresent(digest -> description.withObject("/credentials").put(KEY, digest));
    }

    /** The sources that the executor has to read. */
    Stream<SecretValue> sources() {
        return Stream.concat(source().stream(), published().value().stream());
    }

    private CaConfigMap published() {
        var text =
                objects.find(Infrastructure.PROVIDER_CONFIG)
                        .map(map -> map.content().path("data").path(PUBLISHED).asText(""));
        return new CaConfigMap(Infrastructure.PROVIDER_CONFIG, PUBLISHED, text.orElse(""));
    }

    private Optional<SecretValue> source() {
        return kept().map(
                        _ ->
                                SecretValue.copied(
                                        DesiredBucket.CREDENTIALS + "/" + KEY,
                                        CloudSecrets.MINTED,
                                        "/data/" + KEY));
    }

    private Optional<String> kept() {
        return objects.find(CloudSecrets.MINTED)
                .map(minted -> CloudSecrets.text(minted, KEY))
                .filter(digest -> !digest.isEmpty());
    }
}
