package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.BOOTSTRAPPING;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.UNMANAGED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.stage.view.Registration.Ownership;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.StorageError.Severity;
import org.registryfleet.storageprovisioner.story.Story;
import org.registryfleet.storageprovisioner.story.Yaml;
import org.registryfleet.storageprovisioner.tls.TlsProfile;

import java.util.List;

class ConfigStoryTest {

    private static final String CONFIG =
            "apiVersion: imageregistry.operator.openshift.io/v1\nkind: Config\nmetadata: {name:"
                    + " cluster}\n";

    @Test
    void bootstrapsWithOneWrite() {
        var story = Story.begin(true).platform("Libvirt").settle().assertQuiet();

        assertThat(story.writes()).isEqualTo(1);
        assertThat(story.phases()).containsExactly(BOOTSTRAPPING, READY);
        assertThat(story.config().at("/spec/httpSecret").asText()).isEqualTo("hmac:random-hex:64");
        assertThat(story.state().contribution().at("/volumes/0").has("emptyDir")).isTrue();
    }

    @Test
    void generatesNoSecretForARemovedRegistry() {
        var story = Story.begin(true).platform("None").settle();

        assertThat(story.config().at("/spec").has("httpSecret")).isFalse();
        assertThat(story.phases()).containsExactly(BOOTSTRAPPING, REMOVED);
    }

    @Test
    void waitsForAPlatformThatNobodyKnows() {
        var unknown = new DetectedPlatform("", false, false, false, List.of(), false);
        var story = Story.begin(true).platform(unknown).settle();

        assertThat(story.hasConfig()).isFalse();
        assertThat(story.phases()).containsExactly(BOOTSTRAPPING);

        story.platform("None").settle();

        assertThat(story.config().at("/spec/managementState").asText()).isEqualTo("Removed");
    }

    @Test
    void waitsForTheResultOfThePlatformStage() {
        var story = Story.begin(true).settle();

        assertThat(story.hasConfig()).isFalse();
        assertThat(story.writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, true, false",
        "AUTO, false, true",
        "FULL, true, true",
        "ASSIST, false, false",
        "OBSERVE, false, false",
        "OBSERVE, true, false"
    })
    void leavesAClusterToItsOperator(Ownership mode, boolean operator, boolean writes) {
        var platform = new DetectedPlatform("Libvirt", true, false, false, List.of(), operator);
        var story =
                Story.begin(true)
                        .mode(mode)
                        .platform(platform)
                        .apply(
                                CONFIG
                                        + "spec: {replicas: 1, managementState: Managed, storage:"
                                        + " {}}")
                        .listed()
                        .settle();

        assertThat(story.writes() > 0).isEqualTo(writes);
        assertThat(story.state().phase()).isEqualTo(writes ? READY : UNMANAGED);
    }

    @Test
    void doesNotBootstrapWhereAnOperatorDoes() {
        var platform = new DetectedPlatform("Libvirt", true, false, false, List.of(), true);
        var story = Story.begin(true).platform(platform).settle();

        assertThat(story.hasConfig()).isFalse();
    }

    @Test
    void refusesSeveralStorages() {
        var story = managed("{emptyDir: {}, pvc: {claim: a}, s3: {}}");

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.state().error().severity()).isEqualTo(Severity.TRANSIENT);
        assertThat(story.state().error().message())
                .endsWith(
                        "exactly one storage type should be configured at the same time, got 3:"
                                + " [EmptyDir S3 PVC]");
        assertThat(story.state().applied().conditions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oss", "quantum"})
    void keepsAndNamesAMemberItDoesNotKnow(String member) {
        var story = managed("{" + member + ": {bucket: b}}");

        assertThat(story.state().error().severity()).isEqualTo(Severity.PERMANENT);
        assertThat(story.state().error().reason()).isEqualTo("StorageNotConfigured");
        assertThat(story.state().error().message())
                .isEqualTo(
                        "storage backend not configured: spec.storage."
                                + member
                                + " is not supported");
        assertThat(story.config().at("/spec/storage").has(member)).isTrue();
    }

    @Test
    void bootstrapsTheObjectStoreOfOpenStackWhenToldSo() {
        var story = Story.begin(OpenStackStorage.SWIFT).platform("OpenStack").settle();

        assertThat(story.config().at("/spec/storage")).isEqualTo(Yaml.object("{swift: {}}"));
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void replacesAnEmptyStorageByThePlatformsOwn() {
        var story =
                Story.begin(true)
                        .platform("Libvirt")
                        .settle()
                        .patch("{storage: {emptyDir: null}}")
                        .settle();

        assertThat(story.config().at("/spec/storage"))
                .isEqualTo(Yaml.object("{emptyDir: {}, managementState: Managed}"));
        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void warnsAboutReplicasThatDoNotShareTheirStorage() {
        var story = managed("{emptyDir: {}}").patch("{replicas: 2}").settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.state().warnings()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Removed", "Unmanaged", "Force", "Managed"})
    void followsTheTlsProfileInEveryState(String state) {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .apply(
                                "{apiVersion: config.openshift.io/v1, kind: APIServer, metadata:"
                                        + " {name: cluster}, spec: {}}")
                        .listed()
                        .settle()
                        .patch("{managementState: " + state + ", observedConfig: {foreign: 1}}")
                        .merge(
                                TlsProfile.API_SERVER,
                                Yaml.object("{spec: {tlsSecurityProfile: {type: Modern}}}"))
                        .settle();

        assertThat(story.config().at("/spec/observedConfig"))
                .isEqualTo(
                        Yaml.object(
                                "{servingInfo: {cipherSuites: [TLS_AES_128_GCM_SHA256,"
                                        + " TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256],"
                                        + " minTLSVersion: VersionTLS13}}"));
    }

    @Test
    void adoptsAConfigOfAnotherOperatorInOneWrite() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .apply(
                                CONFIG
                                        + "spec: {replicas: 1, managementState: Managed,"
                                        + " httpSecret: hmac:old, storage: {emptyDir: {}}}")
                        .listed()
                        .settle()
                        .assertQuiet();

        assertThat(story.writes()).isEqualTo(1);
        assertThat(story.config().at("/spec/httpSecret").asText()).isEqualTo("hmac:old");
        assertThat(story.config().at("/metadata/finalizers/0").asText())
                .isEqualTo(RegistryConfig.FINALIZER);
    }

    @Test
    void carriesOnWhatTheStatusOfAnUnmanagedConfigShows() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .apply(
                                CONFIG
                                        + """
                                        spec: {replicas: 1, managementState: Unmanaged, storage: {emptyDir: {}}}
                                        status:
                                          storage: {emptyDir: {}, managementState: Managed}
                                          storageManaged: true
                                          conditions:
                                          - {type: Available, status: "True"}
                                          - {type: StorageExists, status: "True", reason: Creation Successful}
                                        """)
                        .listed()
                        .settle();

        assertThat(story.state().phase()).isEqualTo(UNMANAGED);
        assertThat(story.state().applied().managed()).isTrue();
        assertThat(story.state().applied().conditions()).hasSize(1);
        assertThat(story.config().at("/metadata").has("finalizers")).isFalse();
    }

    @Test
    void namesAStateThatItDoesNotActOn() {
        var story = Story.begin(true).platform("VSphere").settle();

        story.patch("{managementState: Force}").settle();

        assertThat(story.state().phase()).isEqualTo(UNMANAGED);
        assertThat(story.state().warnings())
                .containsExactly("Nothing is done for managementState \"Force\"");
    }

    private static Story managed(String storage) {
        return Story.begin(true)
                .platform("VSphere")
                .settle()
                .patch("{managementState: Managed, storage: " + storage + "}")
                .settle();
    }
}
