package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.PENDING;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVING;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.story.Story;

import java.time.Duration;

class RemovalStoryTest {

    private static final String OWN = RegistryClaim.OWN_NAME;

    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", RegistryClaim.NAMESPACE, "image-registry");

    @Test
    void takesAwayItsOwnClaimAfterTheDeployment() {
        var story = withOwnClaim().collects(false);

        story.patch("{managementState: Removed}").settle();

        assertThat(story.state().phase()).isEqualTo(REMOVING);
        assertThat(story.state().applied().storage().isEmpty()).isFalse();
        assertThat(story.claim(OWN).at("/metadata").has("deletionTimestamp")).isFalse();

        story.collects(true).settle();

        assertThat(story.has(RegistryClaim.ref(OWN))).isFalse();
        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.state().applied().storage().isEmpty()).isTrue();
        assertThat(condition(story.state())).isEqualTo("True/PVC Exists/");
    }

    @Test
    void showsARemovalThatFails() {
        var story =
                withOwnClaim()
                        .refuse(RegistryClaim.ref(OWN), "forbidden")
                        .patch("{managementState: Removed}")
                        .settle();

        assertThat(story.state().phase()).isEqualTo(REMOVING);
        assertThat(story.state().error())
                .isEqualTo(
                        StorageError.temporary(
                                "StorageRemovalFailed", "unable to remove storage: forbidden"));

        story.allow(RegistryClaim.ref(OWN)).later(Duration.ofSeconds(5));

        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.has(RegistryClaim.ref(OWN))).isFalse();
    }

    @Test
    void waitsForTheFormerClaimBeforeItMakesANewOne() {
        var story = withOwnClaim().patch("{managementState: Removed}").settle();
        story.patch("{managementState: Managed}").settle();
        var first = story.claim(OWN).at("/metadata/uid").asText();
        story.withoutDeployer().delete(DEPLOYMENT).settle();
        story.collects(false).patch("{managementState: Removed}").settle();

        story.patch("{managementState: Managed}").settle();

        assertThat(story.state().phase()).isEqualTo(PENDING);

        story.collects(true).settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.claim(OWN).at("/metadata/uid").asText()).isNotEqualTo(first).isNotEmpty();
    }

    @Test
    void neverDeletesAClaimItDidNotMake() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .claim("mine", "ReadWriteMany", false)
                        .listed()
                        .settle()
                        .patch(
                                "{managementState: Managed, storage: {managementState: Managed,"
                                        + " pvc: {claim: mine}}}")
                        .settle()
                        .patch("{managementState: Removed}")
                        .settle();

        assertThat(story.has(RegistryClaim.ref("mine"))).isTrue();
        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.state().warnings()).singleElement().asString().contains("is kept");
    }

    @Test
    void makesAnOwnClaimAgainFromTheDefaultClassOnEveryPlatform() {
        var story =
                Story.begin(true)
                        .platform("oVirt")
                        .apply(
                                "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config,"
                                        + " metadata: {name: cluster}, spec: {replicas: 2,"
                                        + " managementState: Managed, storage: {managementState:"
                                        + " Managed, pvc: {claim: image-registry-storage}}}}")
                        .listed()
                        .settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.claim(OWN).at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteMany");
        assertThat(story.claim(OWN).at("/spec").has("storageClassName")).isFalse();
    }

    @Test
    void namesAConfigThatCannotBeWrittenWithoutCallingTheStorageFailed() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .settle()
                        .refuse(RegistryConfig.REF, "denied")
                        .patch("{observedConfig: null}")
                        .settle();

        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.state().warnings())
                .containsExactly("unable to update config spec: denied");
    }

    private static Story withOwnClaim() {
        return Story.begin(true)
                .platform("VSphere")
                .settle()
                .patch("{managementState: Managed, storage: {pvc: {claim: ''}}}")
                .settle();
    }

    private static String condition(StorageResultState state) {
        var condition = state.applied().conditions().getFirst();
        return condition.status() + "/" + condition.reason() + "/" + condition.message();
    }
}
