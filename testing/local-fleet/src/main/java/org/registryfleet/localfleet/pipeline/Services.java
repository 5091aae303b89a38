package org.registryfleet.localfleet.pipeline;

import org.registryfleet.platformdetector.service.PlatformDetectorApplication;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.service.RegistryDeployerApplication;
import org.registryfleet.statusreporter.service.StatusReporterApplication;
import org.registryfleet.storageprovisioner.service.StorageProvisionerApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

import java.util.LinkedHashMap;
import java.util.Map;

/** The stages of the control plane by name, as their own processes would start them. */
final class Services {

    private Services() {}

    static Map<String, SpringApplicationBuilder> all(Releases releases) {
        var services = new LinkedHashMap<String, SpringApplicationBuilder>();
        services.put("platform-detector", PlatformDetectorApplication.application());
        services.put("storage-provisioner", StorageProvisionerApplication.application());
        services.put("registry-deployer", RegistryDeployerApplication.application(releases));
        services.put(
                "status-reporter",
                StatusReporterApplication.application(releases.standard().release()));
        return services;
    }
}
