package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVING;

import org.junit.jupiter.api.Test;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.story.Story;

import java.time.Duration;
import java.util.List;

class BucketStoryTest {

    private static final String GENERATED = "test-abcde-image-registry-eu-west-1";

    @Test
    void createsABucketThatNobodyNamed() {
        var story = managed("{s3: {region: eu-west-1}}");

        assertThat(story.cloud().has(GENERATED)).isTrue();
        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.config().at("/spec/storage/s3/bucket").asText()).isEqualTo(GENERATED);
        assertThat(story.config().at("/spec/storage/s3/encrypt").asBoolean()).isTrue();
        assertThat(management(story)).isEqualTo("Managed");
        assertThat(types(story))
                .containsExactly(
                        "StorageExists",
                        "StoragePublicAccessBlocked",
                        "StorageTagged",
                        "StorageEncrypted",
                        "StorageIncompleteUploadCleanupEnabled");
        assertThat(story.cloud().asked())
                .singleElement()
                .satisfies(
                        spec ->
                                assertThat(
                                                spec.at("/tags/kubernetes.io~1cluster~1test-abcde")
                                                        .asText())
                                        .isEqualTo("owned"));
    }

    @Test
    void usesTheBucketOfTheUserAsItIsAndKeepsIt() {
        var story = prepared();
        story.cloud().holds("mine", false);
        manage(story, "{s3: {bucket: mine, region: eu-west-1}}");

        assertThat(management(story)).isEqualTo("Unmanaged");
        assertThat(types(story)).containsExactly("StorageExists");

        story.patch("{managementState: Removed}").settle();

        assertThat(story.cloud().has("mine")).isTrue();
        assertThat(story.state().phase()).isEqualTo(REMOVED);
    }

    @Test
    void removesTheBucketThatItMadeAndForgetsItsName() {
        var story = managed("{s3: {bucket: wanted, region: eu-west-1}}");
        assertThat(management(story)).isEqualTo("Managed");

        story.patch("{managementState: Removed}").settle();

        assertThat(story.cloud().has("wanted")).isFalse();
        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.config().at("/spec/storage/s3").has("bucket")).isFalse();
        assertThat(exists(story))
                .isEqualTo(
                        StorageCondition.missing(
                                "S3 Bucket Deleted", "The S3 bucket has been removed."));
    }

    @Test
    void makesABucketAgainAfterRemoved() {
        var story = managed("{s3: {region: eu-west-1}}");
        story.patch("{managementState: Removed}").settle();

        story.patch("{managementState: Managed}").settle();

        assertThat(story.cloud().has(GENERATED)).isTrue();
        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void refusesABucketOfAnotherAccount() {
        var story = prepared();
        story.cloud().holds("theirs", true);
        manage(story, "{s3: {bucket: theirs, region: eu-west-1}}");

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.state().error().message())
                .isEqualTo(
                        "unable to sync storage configuration: bucket theirs exists but is owned by"
                                + " another account");
        assertThat(exists(story).reason()).isEqualTo("Unable to Access Bucket");
        assertThat(story.config().at("/spec/storage").has("managementState")).isFalse();
    }

    @Test
    void doesNotInheritAStorageOfAnotherKindAsItsOwn() {
        var story = managed("{emptyDir: {}}");
        story.cloud().holds("mine", false);

        story.patch("{storage: {emptyDir: null, s3: {bucket: mine, region: eu-west-1}}}").settle();

        assertThat(management(story)).isEqualTo("Unmanaged");
        story.patch("{managementState: Removed}").settle();
        assertThat(story.cloud().has("mine")).isTrue();
    }

    @Test
    void leavesTheFormerBucketWhenAnotherIsNamed() {
        var story = managed("{s3: {bucket: first, region: eu-west-1}}");

        story.patch("{storage: {s3: {bucket: second}}}").settle();

        assertThat(story.cloud().has("first")).isTrue();
        assertThat(story.cloud().has("second")).isTrue();
        assertThat(management(story)).isEqualTo("Managed");
    }

    @Test
    void checksNewCredentialsBeforeTheRegistryGetsThem() {
        var story = managed("{s3: {region: eu-west-1}}");
        var before = digest(story);

        story.apply(secret("b")).settle();

        assertThat(story.cloud().asked()).hasSize(2);
        assertThat(digest(story)).isNotEqualTo(before);
    }

    @Test
    void looksAtTheBucketEveryTenMinutesAndSaysNothingNew() {
        var story = managed("{s3: {region: eu-west-1}}");
        var before = story.state();

        story.later(Duration.ofMinutes(10));

        assertThat(story.cloud().asked()).hasSize(2);
        assertThat(story.state()).isEqualTo(before);
    }

    @Test
    void reportsABucketOfTheUserThatVanishes() {
        var story = prepared();
        story.cloud().holds("mine", false);
        manage(story, "{s3: {bucket: mine, region: eu-west-1}}");

        story.cloud().loses("mine");
        story.later(Duration.ofMinutes(10));

        assertThat(story.cloud().has("mine")).isFalse();
        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(exists(story).reason()).isEqualTo("NotFound");
    }

    @Test
    void showsAProviderThatIsDownAndGoesOnWhenItIsBack() {
        var story = managed("{s3: {region: eu-west-1}}");

        story.cloud().fails("RequestError: send request failed");
        story.later(Duration.ofMinutes(10));

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(exists(story).status()).isEqualTo("Unknown");
        assertThat(story.state().applied().storage().isEmpty()).isFalse();

        story.cloud().fails("");
        story.later(Duration.ofMinutes(3));

        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void showsARemovalThatFails() {
        var story = managed("{s3: {region: eu-west-1}}");

        story.cloud().fails("AccessDenied: no");
        story.patch("{managementState: Removed}").settle();

        assertThat(story.state().phase()).isEqualTo(REMOVING);
        assertThat(story.state().error().message())
                .isEqualTo("unable to remove storage: AccessDenied: no");
        assertThat(story.cloud().has(GENERATED)).isTrue();
    }

    private static Story managed(String storage) {
        return manage(prepared(), storage);
    }

    private static Story prepared() {
        var story =
                Story.begin(true)
                        .platform("VSphere")
                        .apply(
                                "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata:"
                                        + " {name: cluster}, status: {infrastructureName:"
                                        + " test-abcde, platformStatus: {type: VSphere}}}")
                        .apply(secret("a"));
        return story.listed().settle();
    }

    private static Story manage(Story story, String storage) {
        return story.patch("{managementState: Managed, storage: " + storage + "}").settle();
    }

    private static String secret(String value) {
        return "{apiVersion: v1, kind: Secret, metadata: {name:"
                + " image-registry-private-configuration-user, namespace:"
                + " openshift-image-registry}, data: {REGISTRY_STORAGE_S3_ACCESSKEY: id-"
                + value
                + ", REGISTRY_STORAGE_S3_SECRETKEY: key-"
                + value
                + "}}";
    }

    private static String management(Story story) {
        return story.config().at("/spec/storage/managementState").asText();
    }

    private static List<String> types(Story story) {
        return story.state().applied().conditions().stream().map(StorageCondition::type).toList();
    }

    private static StorageCondition exists(Story story) {
        return story.state().applied().conditions().stream()
                .filter(condition -> condition.type().equals("StorageExists"))
                .findFirst()
                .orElseThrow();
    }

    private static String digest(Story story) {
        return story.state().contribution().at("/secretData/credentials/digest").asText();
    }
}
