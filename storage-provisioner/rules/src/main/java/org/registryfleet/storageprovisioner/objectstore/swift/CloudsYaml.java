package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

import java.util.List;
import java.util.stream.Stream;

/**
 * The platform's clouds.yaml, which only the executor can read, and the CA certificates of the
 * cloud (storage specification, section 2.8.2).
 */
record CloudsYaml(Observed minted, Snapshot objects) {

    static final String KEY = "clouds.yaml";

    /** Adds the file, the name of the cloud and the certificates to a description. */
    void describe(ObjectNode description) {
        var openStack = Infrastructure.of(objects).platform("OpenStack", "openstack");
        var name = openStack.path("cloudName").asText("");
        description.put("cloud", name.isEmpty() ? "openstack" : name).put("caBundle", "");
        description.putObject("credentials").put("clouds", CloudSecrets.text(minted, KEY));
        new CloudCa(objects).describe(description);
    }

    List<SecretValue> sources() {
        var file =
                SecretValue.copied(
                        DesiredBucket.CREDENTIALS + "/clouds", minted.ref(), "/data/" + KEY);
        return Stream.concat(Stream.of(file), new CloudCa(objects).sources()).toList();
    }
}
