package org.registryfleet.statusreporter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.PlatformResult.StorageClassOffer;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;
import java.util.Optional;

class RemediationTest {

    private static final StorageClassOffer THIN =
            new StorageClassOffer("thin", true, List.of("ReadWriteOnce"));
    private static final StorageClassOffer NFS =
            new StorageClassOffer("nfs", false, List.of("ReadWriteOnce", "ReadWriteMany"));

    @Test
    void offersOneReplicaWithRecreateWhereTheDefaultClassIsBlockOnly() {
        assertThat(removed("", THIN))
                .contains("thin", "one node only")
                .contains(
                        "oc patch configs.imageregistry.operator.openshift.io cluster --type merge"
                                + " --patch '{\"spec\":{\"managementState\":\"Managed\","
                                + "\"replicas\":1,\"rolloutStrategy\":\"Recreate\","
                                + "\"storage\":{\"pvc\":{\"claim\":\"\"}}}}'");
    }

    @Test
    void prefersAClassThatOffersSharedVolumes() {
        assertThat(removed("", THIN, NFS)).contains("nfs", "\"claim\":\"<claim>\"");
        assertThat(removed("", new StorageClassOffer("cephfs", true, List.of("ReadWriteMany"))))
                .contains("cephfs", "\"pvc\":{\"claim\":\"\"}")
                .doesNotContain("Recreate");
    }

    @Test
    void asksForAVolumeWhereNoClassIsKnown() {
        assertThat(removed("")).contains("Provide a ReadWriteMany claim", "emptyDir");
    }

    @Test
    void onlyStartsARegistryWhoseStorageIsConfigured() {
        assertThat(removed("storage: {pvc: {claim: mine}, managementState: Unmanaged}", THIN))
                .isEqualTo(
                        "Storage is configured. Start the registry: oc patch"
                                + " configs.imageregistry.operator.openshift.io cluster --type merge"
                                + " --patch '{\"spec\":{\"managementState\":\"Managed\"}}'");
        assertThat(removed("storage: {managementState: Managed}", THIN)).contains("thin");
    }

    @Test
    void namesTheObjectStorageOfThePlatform() {
        var platform = new PlatformResult("AWS", false, "s3", false, List.of());

        assertThat(of("Removed", "", Optional.of(platform))).contains("\"storage\":{\"s3\":{}}");
        assertThat(of("Managed", "", Optional.of(platform)))
                .contains("offers object storage (s3)", "\"storage\":{\"s3\":{}}")
                .doesNotContain("no shared object storage");
    }

    @Test
    void hasNothingToSayAboutAManagedRegistryThatCanRun() {
        assertThat(of("Managed", "storage: {emptyDir: {}}", Optional.empty())).isEmpty();
        assertThat(of("Managed", "storage: {emptyDir: {}}\n  replicas: 0", Optional.empty()))
                .contains("\"replicas\":1");
        assertThat(of("Managed", "storage: {}", Optional.empty())).contains("ReadWriteMany");
    }

    @Test
    void saysThatForceDoesNothing() {
        assertThat(of("Force", "", Optional.empty())).contains("\"Force\", which does nothing");
        assertThat(of("Unmanaged", "", Optional.empty()))
                .contains("\"managementState\":\"Managed\"");
    }

    @Test
    void givesAnEndpointItsScheme() {
        var error =
                new UpstreamApplyError.Permanent("R", "regionEndpoint must be a URL: minio:9000");

        assertThat(failing("s3: {regionEndpoint: ' minio:9000 '}", error))
                .contains("{\"regionEndpoint\":\"https://minio:9000\"}");
        assertThat(failing("s3: {regionEndpoint: 's3://minio:9000'}", error))
                .contains("{\"regionEndpoint\":\"https://minio:9000\"}");
    }

    @Test
    void offersASharedClassOrOneReplicaForAClaimThatCannotBeShared() {
        var error =
                new UpstreamApplyError.Permanent(
                        "R", "The storage class thin offers only ReadWriteOnce volumes");

        assertThat(failing("pvc: {claim: ''}", error, THIN, NFS))
                .contains("of the storage class nfs", "{\"pvc\":{\"claim\":\"<claim>\"}}")
                .doesNotContain("Recreate");
        assertThat(failing("pvc: {claim: ''}", error, THIN))
                .contains("\"replicas\":1,\"rolloutStrategy\":\"Recreate\"")
                .doesNotContain("<claim>");
        assertThat(
                        failing(
                                "pvc: {claim: mine}",
                                new UpstreamApplyError.Transient("the access mode is wrong")))
                .startsWith("The claim cannot be shared");
    }

    private static String failing(
            String storage, UpstreamApplyError error, StorageClassOffer... classes) {
        var platform = new PlatformResult("VSphere", false, "", false, List.of(classes));
        var config =
                observed(
                        yaml(
                                "kind: Config\nspec: {managementState: Managed, storage: {%s}}"
                                        .formatted(storage)));
        return Remediation.of(config, error, Optional.of(platform));
    }

    private static String removed(String spec, StorageClassOffer... classes) {
        var platform = new PlatformResult("VSphere", false, "", false, List.of(classes));
        return of("Removed", spec, Optional.of(platform));
    }

    private static String of(String management, String spec, Optional<PlatformResult> platform) {
        var config =
                observed(
                        yaml(
                                "kind: Config\nspec:\n  managementState: %s\n  %s"
                                        .formatted(management, spec)));
        return Remediation.of(config, UpstreamApplyError.none(), platform);
    }
}
