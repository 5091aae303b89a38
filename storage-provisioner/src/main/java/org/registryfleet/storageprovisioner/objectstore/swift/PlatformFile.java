package org.registryfleet.storageprovisioner.objectstore.swift;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;
import org.registryfleet.storageprovisioner.objectstore.WantedBucket;

import java.util.List;
import java.util.stream.Stream;

/**
 * The platform's clouds.yaml, which only the executor can read, and the certificates of the cloud's
 * authority (storage specification, section 2.8.2).
 */
record PlatformFile(Observed minted, Snapshot objects) {

    static final String KEY = "clouds.yaml";
    static final ObjectRef PROVIDER_CONFIG =
            new ObjectRef("v1", "ConfigMap", "openshift-config", "cloud-provider-config");
    private static final String AUTHORITY = "cacert";

    /** Puts file, name of the cloud and certificates into a description. */
    void describe(ObjectNode description) {
        var openStack = Infrastructure.of(objects).platform("OpenStack", "openstack");
        var name = openStack.path("cloudName").asText("");
        description.put("cloud", name.isEmpty() ? "openstack" : name);
        description.put(
                "caBundle",
                objects.find(PROVIDER_CONFIG)
                        .map(map -> map.content().path("data").path("ca-bundle.pem").asText(""))
                        .orElse(""));
        var credentials = description.putObject("credentials");
        credentials.put("clouds", CloudSecrets.text(minted, KEY));
        if (hasAuthority()) {
            credentials.put(AUTHORITY, CloudSecrets.text(minted, AUTHORITY));
        }
    }

    List<SecretValue> sources() {
        return Stream.of("clouds", AUTHORITY)
                .filter(name -> !name.equals(AUTHORITY) || hasAuthority())
                .map(
                        name ->
                                SecretValue.copied(
                                        WantedBucket.CREDENTIALS + "/" + name,
                                        minted.ref(),
                                        "/data/" + (name.equals(AUTHORITY) ? AUTHORITY : KEY)))
                .toList();
    }

    private boolean hasAuthority() {
        return !CloudSecrets.text(minted, AUTHORITY).isEmpty();
    }
}
