package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.BOOTSTRAPPING;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.PENDING;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.story.Story;

import java.time.Duration;

class ClaimStoryTest {

    private static final String OWN = RegistryClaim.OWN_NAME;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesAClaimWithTwoWrites(boolean claimsFirst) {
        var story = Story.begin(claimsFirst).platform("VSphere").settle();
        int before = story.writes();

        story.patch("{managementState: Managed, storage: {pvc: {claim: ''}}}").settle();

        assertThat(story.writes() - before).isEqualTo(2);
        assertThat(story.phases()).containsExactly(BOOTSTRAPPING, REMOVED, PENDING, READY);
        assertThat(story.claim(OWN).at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteMany");
        assertThat(story.claim(OWN).at("/spec").has("storageClassName")).isFalse();
        assertThat(story.state().applied().managed()).isTrue();
        story.assertQuiet();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bootstrapsWithAClaim(boolean claimsFirst) {
        var story = Story.begin(claimsFirst).platform("oVirt").settle();

        assertThat(story.writes()).isEqualTo(2);
        assertThat(story.claim(OWN).at("/spec/storageClassName").asText())
                .isEqualTo("ovirt-csi-sc");
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Unmanaged");
        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.state().applied().managed()).isFalse();
    }

    @Test
    void saysWhyAClaimCannotBeMade() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .settle()
                        .refuse(RegistryClaim.ref(OWN), "exceeded quota")
                        .patch("{managementState: Managed, storage: {pvc: {claim: ''}}}")
                        .settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.state().error().message())
                .isEqualTo("unable to sync storage configuration: exceeded quota");
        assertThat(condition(story.state())).isEqualTo("False/Creation Failed/exceeded quota");

        story.allow(RegistryClaim.ref(OWN)).later(Duration.ofSeconds(5));

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(condition(story.state())).isEqualTo("True/PVC Exists/");
    }

    @Test
    void saysWhyTheConfigCannotBeWritten() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .settle()
                        .refuse(RegistryConfig.REF, "admission webhook denied")
                        .patch("{managementState: Managed, storage: {emptyDir: {}}}")
                        .settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.state().error())
                .isEqualTo(
                        StorageError.temporary(
                                "ConfigUpdateFailed",
                                "unable to update config spec: admission webhook denied"));

        story.allow(RegistryConfig.REF).later(Duration.ofSeconds(5));

        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void doesNotReplaceAClaimThatVanishesInUse() {
        var story = withOwnClaim().delete(RegistryClaim.ref(OWN)).settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(condition(story.state()))
                .isEqualTo(
                        "False/PVC Issues Found/persistentvolumeclaims"
                                + " \"image-registry-storage\" not found");
        assertThat(story.state().applied().storage().isEmpty()).isFalse();

        story.patch("{storage: {pvc: {claim: ''}}}").settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.has(RegistryClaim.ref(OWN))).isTrue();
    }

    @Test
    void checksAccessModesAgainWithEveryEdit() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .claim("block", "ReadWriteOnce", false)
                        .listed()
                        .settle()
                        .patch(
                                "{managementState: Managed, rolloutStrategy: Recreate, storage:"
                                        + " {pvc: {claim: block}}}")
                        .settle();
        assertThat(story.state().phase()).isEqualTo(READY);

        story.patch("{replicas: 2}").settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(condition(story.state())).startsWith("False/PVC Issues Found/cannot use");
        assertThat(story.state().applied().section().claim()).isEqualTo("block");

        story.patch("{replicas: 1}").settle();

        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void doesNotAskForSharedVolumesFromABlockOnlyClass() {
        var story =
                Story.begin(true)
                        .defaultClass("csi.vsphere.vmware.com", "ReadWriteOnce")
                        .settle()
                        .patch("{managementState: Managed, storage: {pvc: {claim: ''}}}")
                        .settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(condition(story.state()))
                .startsWith("False/PVC Issues Found/the storage class thin");
        assertThat(story.has(RegistryClaim.ref(OWN))).isFalse();

        story.patch("{rolloutStrategy: Recreate}").settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.claim(OWN).at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
    }

    @Test
    void asksAClassItDoesNotKnowForSharedVolumes() {
        var story =
                Story.begin(true)
                        .defaultClass("example.com/x")
                        .settle()
                        .patch("{managementState: Managed, storage: {pvc: {claim: ''}}}")
                        .settle();

        assertThat(story.claim(OWN).at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteMany");
    }

    @Test
    void leavesSomebodyElsesClaimOfItsNameAlone() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .claim(OWN, "ReadWriteMany", false)
                        .listed()
                        .settle()
                        .patch("{managementState: Managed, storage: {pvc: {claim: ''}}}")
                        .settle()
                        .assertQuiet();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(condition(story.state())).startsWith("False/PVC Already Exists/");
        assertThat(story.config().at("/spec/storage/pvc/claim").asText()).isEmpty();
    }

    @Test
    void decidesOwnershipAnewForEveryStorage() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .claim("mine", "ReadWriteMany", false)
                        .listed()
                        .settle()
                        .patch("{managementState: Managed, storage: {emptyDir: {}}}")
                        .settle();
        assertThat(ownership(story)).isEqualTo("Managed");

        story.patch("{storage: {emptyDir: null, pvc: {claim: mine}}}").settle();
        assertThat(ownership(story)).isEqualTo("Unmanaged");

        story.patch("{storage: {pvc: {claim: ''}}}").settle();
        assertThat(ownership(story)).isEqualTo("Managed");

        story.patch("{storage: {pvc: {claim: mine}, managementState: Unmanaged}}").settle();
        assertThat(ownership(story)).isEqualTo("Unmanaged");

        story.patch("{storage: {pvc: null, emptyDir: {}}}").settle();
        assertThat(ownership(story)).isEqualTo("Managed");
        story.assertQuiet();
    }

    @Test
    void takesThePlatformsClaimWhenNothingIsConfigured() {
        var story =
                Story.begin(true)
                        .platform("oVirt")
                        .apply(
                                "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config,"
                                        + " metadata: {name: cluster}, spec: {replicas: 1,"
                                        + " managementState: Managed, rolloutStrategy: Recreate}}")
                        .listed()
                        .settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.claim(OWN).at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
        assertThat(ownership(story)).isEqualTo("Unmanaged");
    }

    private static Story withOwnClaim() {
        return Story.begin(true)
                .platform("VSphere")
                .settle()
                .patch("{managementState: Managed, storage: {pvc: {claim: ''}}}")
                .settle();
    }

    private static String ownership(Story story) {
        assertThat(story.state().phase()).isEqualTo(READY);
        return story.config().at("/spec/storage/managementState").asText();
    }

    private static String condition(StorageResultState state) {
        var condition = state.applied().conditions().getFirst();
        return condition.status() + "/" + condition.reason() + "/" + condition.message();
    }
}
