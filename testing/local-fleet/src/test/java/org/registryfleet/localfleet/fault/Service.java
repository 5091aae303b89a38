package org.registryfleet.localfleet.fault;

import org.registryfleet.clusterwatcher.service.ClusterWatcherApplication;
import org.registryfleet.platformdetector.service.PlatformDetectorApplication;
import org.registryfleet.registrydeployer.service.RegistryDeployerApplication;
import org.registryfleet.statusreporter.service.StatusReporterApplication;
import org.registryfleet.storageprovisioner.service.StorageProvisionerApplication;

/** The services that run as their own processes. */
enum Service {
    CLUSTER_WATCHER(ClusterWatcherApplication.class),
    PLATFORM_DETECTOR(PlatformDetectorApplication.class),
    STORAGE_PROVISIONER(StorageProvisionerApplication.class),
    REGISTRY_DEPLOYER(RegistryDeployerApplication.class),
    STATUS_REPORTER(StatusReporterApplication.class);

    private final Class<?> main;

    Service(Class<?> main) {
        this.main = main;
    }

    String main() {
        return main.getName();
    }

    /** As its users write it: {@code cluster-watcher}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
