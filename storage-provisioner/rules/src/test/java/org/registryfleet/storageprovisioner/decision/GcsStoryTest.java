package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;

import org.junit.jupiter.api.Test;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.story.Story;

import java.util.List;

class GcsStoryTest {

    private static final String MINTED =
            "{apiVersion: v1, kind: Secret, metadata: {name: installer-cloud-credentials,"
                    + " namespace: openshift-image-registry}, data: {service_account.json: digest-a}}";
    private static final String USERS =
            "{apiVersion: v1, kind: Secret, metadata: {name:"
                    + " image-registry-private-configuration-user, namespace:"
                    + " openshift-image-registry}, data: {REGISTRY_STORAGE_GCS_KEYFILE: digest-b}}";

    @Test
    void givesAClusterOnGoogleABucketOfItsOwn() {
        var story = bootstrapped("");

        var gcs = story.config().at("/spec/storage/gcs");
        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(gcs.path("bucket").asText())
                .startsWith("test-abcde-image-registry-us-east1-")
                .hasSize(62);
        assertThat(gcs.path("region").asText()).isEqualTo("us-east1");
        assertThat(gcs.path("projectID").asText()).isEqualTo("test-project");
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Managed");
        assertThat(story.cloud().asked())
                .singleElement()
                .satisfies(
                        spec -> {
                            assertThat(spec.at("/labels/kubernetes-io-cluster-test-abcde").asText())
                                    .isEqualTo("owned");
                            assertThat(spec.path("named").asBoolean(true)).isFalse();
                        });
        assertThat(types(story))
                .containsExactly("StorageExists", "StorageLabeled", "StorageTagged");
    }

    @Test
    void takesLabelsAndTagsOfThePlatform() {
        var story =
                bootstrapped(
                        ", resourceLabels: [{key: team, value: a}], resourceTags: [{parentID: o,"
                                + " key: k, value: v}]");

        var asked = story.cloud().asked().getFirst();
        assertThat(asked.at("/labels/team").asText()).isEqualTo("a");
        assertThat(asked.at("/tags/0").asText()).isEqualTo("o/k/v");
    }

    @Test
    void handsTheKeyFileToTheRegistryByReference() {
        var part = bootstrapped("").state().contribution();

        assertThat(part.at("/secretData/REGISTRY_STORAGE_GCS_KEYFILE/pointer").asText())
                .isEqualTo("/data/service_account.json");
        assertThat(part.at("/secretData/REGISTRY_STORAGE_GCS_KEYFILE/digest").asText())
                .isEqualTo("digest-a");
        assertThat(part.at("/volumes/0/secret/items/0/path").asText()).isEqualTo("keyfile");
        assertThat(part.at("/dependencies/0/name").asText())
                .isEqualTo("image-registry-private-configuration");
    }

    @Test
    void prefersTheSecretOfTheUser() {
        var story = bootstrapped("");

        story.apply(USERS).settle();

        assertThat(story.cloud().asked()).hasSize(2);
        assertThat(
                        story.state()
                                .contribution()
                                .at("/secretData/REGISTRY_STORAGE_GCS_KEYFILE/digest")
                                .asText())
                .isEqualTo("digest-b");
    }

    @Test
    void removesTheBucketThatItMadeAndForgetsItsNameOnly() {
        var story = bootstrapped("");
        var bucket = story.config().at("/spec/storage/gcs/bucket").asText();

        story.patch("{managementState: Removed}").settle();

        assertThat(story.cloud().has(bucket)).isFalse();
        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.config().at("/spec/storage/gcs").has("bucket")).isFalse();
        assertThat(story.config().at("/spec/storage/gcs/region").asText()).isEqualTo("us-east1");
        assertThat(exists(story).reason()).isEqualTo("GCS Bucket Deleted");
    }

    @Test
    void keepsTheBucketOfTheUser() {
        var story = prepared("VSphere", "").apply(USERS).settle();
        story.cloud().holds("mine", false);
        story.patch("{managementState: Managed, storage: {gcs: {bucket: mine}}}").settle();

        story.patch("{managementState: Removed}").settle();

        assertThat(story.cloud().has("mine")).isTrue();
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Unmanaged");
    }

    @Test
    void saysWhichKeyASecretLacks() {
        var story =
                prepared("GCP", "")
                        .apply(USERS.replace("REGISTRY_STORAGE_GCS_KEYFILE", "other"))
                        .settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.state().error().message())
                .isEqualTo(
                        "unable to sync storage configuration: secret"
                                + " \"openshift-image-registry/image-registry-private-configuration-user\""
                                + " does not contain required key \"REGISTRY_STORAGE_GCS_KEYFILE\"");
        assertThat(exists(story).reason()).isEqualTo("GCS Configuration Changed");
    }

    private static Story bootstrapped(String more) {
        return prepared("GCP", more).apply(MINTED).settle();
    }

    private static Story prepared(String platform, String more) {
        return Story.begin(true)
                .platform(platform)
                .apply(
                        "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name:"
                                + " cluster}, status: {infrastructureName: test-abcde,"
                                + " platformStatus: {type: "
                                + platform
                                + ", gcp: {projectID: test-project, region: us-east1"
                                + more
                                + "}}}}")
                .listed()
                .settle();
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
}
