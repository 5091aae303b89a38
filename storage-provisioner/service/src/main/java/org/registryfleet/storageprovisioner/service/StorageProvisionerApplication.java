package org.registryfleet.storageprovisioner.service;

import org.registryfleet.stageservice.StageService;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service: consumes platforms and observations, produces storage results and actions. */
public final class StorageProvisionerApplication {

    private StorageProvisionerApplication() {}

    public static SpringApplicationBuilder application() {
        return StageService.of(
                "storage-provisioner",
                StorageDefinition.create(OpenStackStorage.ASK),
                ObjectStoreConfiguration.class);
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
