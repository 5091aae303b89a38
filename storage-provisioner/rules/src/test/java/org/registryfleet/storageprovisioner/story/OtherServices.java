package org.registryfleet.storageprovisioner.story;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;

/**
 * Stand-ins for the services that read the storage's result: the deployer, whose Deployment comes
 * with ready storage and goes with Removed, and the reporter, which writes the Config's status.
 */
final class OtherServices {

    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", RegistryClaim.NAMESPACE, "image-registry");

    private final ApiServer api;
    private boolean deploys = true;

    OtherServices(ApiServer api) {
        this.api = api;
    }

    void stopDeploying() {
        deploys = false;
    }

    void follow(StorageResultState state) {
        var config = api.find(RegistryConfig.REF).map(RegistryConfig::new).orElse(null);
        if (config == null) {
            return;
        }
        if (deploys) {
            deploy(config, state);
        }
        if (state.configUid().equals(config.uid())) {
            report(config, state);
        }
    }

    private void deploy(RegistryConfig config, StorageResultState state) {
        boolean goes = config.observed().isDeleting() || config.managementState().equals("Removed");
        boolean holds =
                state.configUid().equals(config.uid())
                        && state.configGeneration() == config.generation();
        if (goes) {
            api.delete(DEPLOYMENT);
        } else if (holds && state.phase() == StoragePhase.READY && api.find(DEPLOYMENT).isEmpty()) {
            api.put(
                    Yaml.object(
                            "{apiVersion: apps/v1, kind: Deployment, metadata: {name:"
                                    + " image-registry, namespace: openshift-image-registry}}"));
        }
    }

    private void report(RegistryConfig config, StorageResultState state) {
        var body = JsonNodeFactory.instance.objectNode();
        var status = body.putObject("status");
        var storage = state.applied().storage().deepCopy();
        for (var shown : config.statusStorage().properties()) {
            if (!storage.has(shown.getKey())) {
                storage.putNull(shown.getKey());
            }
        }
        status.set("storage", storage);
        status.put("storageManaged", state.applied().managed());
        var conditions = status.putArray("conditions");
        for (var condition : state.applied().conditions()) {
            conditions
                    .addObject()
                    .put("type", condition.type())
                    .put("status", condition.status())
                    .put("reason", condition.reason())
                    .put("message", condition.message());
        }
        api.merge(RegistryConfig.REF, body);
    }
}
