package org.registryfleet.registrydeployer.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The two Secrets of the registry. Their values are copied inside the cluster and never seen here.
 */
final class RegistrySecrets {

    private static final String PULL_SECRET_KEY = ".dockerconfigjson";
    private static final String PULL_SECRET_TYPE = "kubernetes.io/dockerconfigjson";

    private RegistrySecrets() {}

    /** A copy of the cluster's pull secret, if there is one; the registry runs without it. */
    static PartPlan pullSecrets(Snapshot objects) {
        return objects.find(OperandObjects.GLOBAL_PULL_SECRET)
                .filter(source -> source.content().path("data").has(PULL_SECRET_KEY))
                .map(source -> PartPlan.of(copyOf(source)))
                .orElseGet(RegistrySecrets::noPullSecrets);
    }

    private static PartPlan noPullSecrets() {
        return PartPlan.of(Desired.absent(OperandObjects.PULL_SECRETS))
                .withWarning(
                        "the registry has no pull secrets: "
                                + OperandObjects.GLOBAL_PULL_SECRET
                                + " is missing or has no "
                                + PULL_SECRET_KEY);
    }

    private static Desired copyOf(Observed source) {
        var manifest = secret(OperandObjects.PULL_SECRETS);
        manifest.put("type", PULL_SECRET_TYPE);
        var data = manifest.putObject("data");
        var values = new ArrayList<SecretValue>();
        for (var entry : source.content().path("data").properties()) {
            data.set(entry.getKey(), entry.getValue());
            var pointer = "/data/" + Digests.escaped(entry.getKey());
            values.add(SecretValue.copiedEncoded(pointer, source.ref(), pointer));
        }
        return Desired.object(OperandObjects.PULL_SECRETS, manifest, values, "/data");
    }

    /** The private data of the storage backend; exists even when it is empty. */
    static Desired privateConfiguration(StorageContribution contribution) {
        var manifest = secret(OperandObjects.PRIVATE_CONFIGURATION);
        var sources = new TreeMap<>(contribution.secretData());
        var values = new ArrayList<SecretValue>();
        var data = JsonNodeFactory.instance.objectNode();
        sources.forEach(
                (key, source) -> {
                    data.put(key, source.digest());
                    values.add(
                            SecretValue.copiedEncoded(
                                    "/data/" + Digests.escaped(key),
                                    source.source(),
                                    source.pointer()));
                });
        // the API server drops empty maps; that must not count as drift
        JsonNode orAbsent = data.isEmpty() ? JsonNodeFactory.instance.nullNode() : data;
        manifest.set("data", orAbsent);
        return Desired.object(
                OperandObjects.PRIVATE_CONFIGURATION, manifest, List.copyOf(values), "/data");
    }

    private static ObjectNode secret(ObjectRef ref) {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        manifest.putObject("metadata").put("name", ref.name()).put("namespace", ref.namespace());
        return manifest;
    }
}
