package org.registryfleet.localfleet.pipeline;

import org.registryfleet.platformdetector.service.PlatformDetectorApplication;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.service.RegistryDeployerApplication;
import org.registryfleet.statusreporter.service.StatusReporterApplication;
import org.registryfleet.storageprovisioner.service.StorageProvisionerApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

import java.util.LinkedHashMap;
import java.util.Map;

/** The stages of the control plane by name, as their own processes would start them. */
final class Services {

    private static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");

    private Services() {}

    static Map<String, SpringApplicationBuilder> all() {
        var services = new LinkedHashMap<String, SpringApplicationBuilder>();
        services.put("platform-detector", PlatformDetectorApplication.application());
        services.put("storage-provisioner", StorageProvisionerApplication.application());
        services.put("registry-deployer", RegistryDeployerApplication.application(IMAGES));
        services.put("status-reporter", StatusReporterApplication.application(IMAGES.release()));
        return services;
    }
}
