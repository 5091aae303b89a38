package org.registryfleet.storageprovisioner.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;

import java.util.List;

class PlatformStorageDefaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS | {'s3':{}} | 2 | Managed | RollingUpdate",
                "Azure | {'azure':{}} | 2 | Managed | RollingUpdate",
                "GCP | {'gcs':{}} | 2 | Managed | RollingUpdate",
                "IBMCloud | {'ibmcos':{}} | 2 | Managed | RollingUpdate",
                "PowerVS | {'ibmcos':{}} | 2 | Managed | RollingUpdate",
                "OpenStack | {'pvc':{'claim':'image-registry-storage'}} | 1 | Managed | Recreate",
                "oVirt | {'pvc':{'claim':'image-registry-storage'}} | 1 | Managed | Recreate",
                "BareMetal | {} | 1 | Removed | RollingUpdate",
                "VSphere | {} | 1 | Removed | RollingUpdate",
                "None | {} | 1 | Removed | RollingUpdate",
                "Nutanix | {} | 1 | Removed | RollingUpdate",
                "KubeVirt | {} | 1 | Removed | RollingUpdate",
                "EquinixMetal | {} | 1 | Removed | RollingUpdate",
                "AlibabaCloud | {} | 1 | Removed | RollingUpdate",
                "External | {} | 1 | Removed | RollingUpdate",
                "Libvirt | {'emptyDir':{}} | 1 | Managed | RollingUpdate",
                "FutureCloud | {'emptyDir':{}} | 1 | Managed | RollingUpdate",
                "'' | {'emptyDir':{}} | 1 | Managed | RollingUpdate"
            })
    void givesEveryPlatformItsStorage(
            String type, String storage, int replicas, String state, String strategy) {
        var placement =
                PlatformStorageDefaults.of(platform(type, false, false), OpenStackStorage.CLAIM);

        assertThat(placement.storage()).hasToString(storage.replace('\'', '"'));
        assertThat(placement.replicas()).isEqualTo(replicas);
        assertThat(placement.managementState()).isEqualTo(state);
        assertThat(placement.rolloutStrategy()).isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource({"AWS, 1", "OpenStack, 1", "VSphere, 1", "Libvirt, 1"})
    void lowersReplicasOnASingleReplicaTopology(String type, int replicas) {
        var placement =
                PlatformStorageDefaults.of(platform(type, true, false), OpenStackStorage.SWIFT);

        assertThat(placement.replicas()).isEqualTo(replicas);
    }

    @Test
    void takesTheObjectStoreOfOpenStackOnlyWhenToldSo() {
        var platform = platform("OpenStack", false, false);

        assertThat(PlatformStorageDefaults.of(platform, OpenStackStorage.SWIFT).storage())
                .hasToString("{\"swift\":{}}");
        assertThat(PlatformStorageDefaults.of(platform, OpenStackStorage.CLAIM).warnings())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"OpenStack, standard-csi", "oVirt, ovirt-csi-sc"})
    void asksForTheStorageClassOfThePlatform(String type, String storageClass) {
        var placement =
                PlatformStorageDefaults.of(platform(type, false, false), OpenStackStorage.CLAIM);

        assertThat(placement.claim())
                .isNotNull()
                .satisfies(
                        claim -> {
                            assertThat(claim.storageClass()).isEqualTo(storageClass);
                            assertThat(claim.accessMode()).isEqualTo("ReadWriteOnce");
                        });
    }

    @Test
    void doesNotGuessStorageForAnInferredUnknownPlatform() {
        var placement =
                PlatformStorageDefaults.of(platform("", false, true), OpenStackStorage.CLAIM);

        assertThat(placement.isNone()).isTrue();
        assertThat(placement.warnings()).hasSize(1);
    }

    private static DetectedPlatform platform(String type, boolean single, boolean inferred) {
        return new DetectedPlatform(type, true, inferred, single, List.of(), false);
    }
}
