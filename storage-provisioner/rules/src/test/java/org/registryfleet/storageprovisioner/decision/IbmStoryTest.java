package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.story.Story;

import java.time.Duration;
import java.util.ArrayList;

class IbmStoryTest {

    private static final String MINTED =
            "{apiVersion: v1, kind: Secret, metadata: {name: installer-cloud-credentials,"
                    + " namespace: openshift-image-registry}, data: {ibmcloud_api_key: d-api}}";
    private static final String USERS =
            "{apiVersion: v1, kind: Secret, metadata: {name:"
                    + " image-registry-private-configuration-user, namespace:"
                    + " openshift-image-registry}, data: {REGISTRY_STORAGE_IBMCOS_IAMAPIKEY: d-user}}";
    private static final String POWER =
            "type: PowerVS, powervs: {region: lon, resourceGroup: test-rg";

    @Test
    void givesAClusterOnPowerAnInstanceAKeyAndABucket() {
        var story = bootstrapped("PowerVS", POWER + "}");

        var ibm = story.config().at("/spec/storage/ibmcos");
        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(ibm.path("bucket").asText())
                .startsWith("test-abcde-image-registry-eu-gb-")
                .hasSize(62);
        assertThat(ibm.path("location").asText()).isEqualTo("eu-gb");
        assertThat(ibm.path("resourceGroupName").asText()).isEqualTo("test-rg");
        assertThat(ibm.path("serviceInstanceCRN").asText()).isEqualTo("crn:own-instance");
        assertThat(ibm.path("resourceKeyCRN").asText()).isEqualTo("crn:own-key");
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Managed");
        assertThat(story.cloud().asked())
                .as("names that were found are not asked for anew")
                .singleElement()
                .satisfies(
                        spec -> {
                            assertThat(spec.path("serviceInstance").asText()).isEmpty();
                            assertThat(spec.path("endpoint").asText())
                                    .isEqualTo(
                                            "https://s3.eu-gb.cloud-object-storage.appdomain.cloud");
                        });
        assertThat(exists(story).reason()).isEqualTo("IBM COS Bucket Exists");
    }

    @Test
    void tellsTheRegistryToSpeakS3WithKeysThatNoRecordHolds() {
        var part = bootstrapped("PowerVS", POWER + "}").state().contribution();

        var env = new ArrayList<String>();
        part.path("env")
                .forEach(e -> env.add(e.path("name").asText() + "=" + e.path("value").asText()));
        assertThat(env.get(0)).isEqualTo("REGISTRY_STORAGE=s3");
        assertThat(env.get(1)).startsWith("REGISTRY_STORAGE_S3_BUCKET=test-abcde-");
        assertThat(env.subList(2, env.size()))
                .containsExactly(
                        "REGISTRY_STORAGE_S3_REGION=eu-gb",
                        "REGISTRY_STORAGE_S3_REGIONENDPOINT=s3.eu-gb.cloud-object-storage.appdomain.cloud",
                        "REGISTRY_STORAGE_S3_ENCRYPT=false",
                        "REGISTRY_STORAGE_S3_FORCEPATHSTYLE=true",
                        "REGISTRY_STORAGE_S3_USEDUALSTACK=false",
                        "REGISTRY_STORAGE_S3_CREDENTIALSCONFIGPATH=/var/run/secrets/cloud/credentials");
        var file = part.at("/secretData/credentials");
        assertThat(file.at("/source/name").asText()).isEqualTo("image-registry-storage-keys");
        assertThat(file.path("pointer").asText()).isEqualTo("/data/ibmcos-credentials");
        assertThat(file.path("digest").asText()).isEqualTo("digest of kept keys");
        assertThat(part.at("/volumeMounts/0/mountPath").asText())
                .isEqualTo("/var/run/secrets/cloud");
    }

    @Test
    void usesTheBucketOfTheUserAndKeepsIt() {
        var story = prepared("IBMCloud", cloud("")).apply(USERS).settle();
        story.cloud().holds("mine", false);
        story.patch(
                        "{managementState: Managed, storage: {ibmcos: {bucket: mine, location: us-east}}}")
                .settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Unmanaged");
        assertThat(story.cloud().asked().getLast().path("location").asText())
                .as("the user's location is respected")
                .isEqualTo("us-east");

        story.patch("{managementState: Removed}").settle();

        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.cloud().has("mine")).isTrue();
    }

    @Test
    void refusesABucketOfAnotherAccount() {
        var story = prepared("IBMCloud", cloud("")).apply(MINTED).settle();
        story.cloud().holds("theirs", true);
        story.patch("{managementState: Managed, storage: {ibmcos: {bucket: theirs}}}").settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(exists(story).reason()).isEqualTo("Unable to Access Bucket");
    }

    @Test
    void removesWhatItMadeAndForgetsBucketAndKeyButNotTheInstance() {
        var story = bootstrapped("IBMCloud", cloud(""));
        var bucket = story.config().at("/spec/storage/ibmcos/bucket").asText();

        story.patch("{managementState: Removed}").settle();

        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.cloud().has(bucket)).isFalse();
        var ibm = story.config().at("/spec/storage/ibmcos");
        assertThat(ibm.has("bucket") || ibm.has("resourceKeyCRN")).isFalse();
        assertThat(ibm.path("serviceInstanceCRN").asText()).isEqualTo("crn:own-instance");
        assertThat(exists(story).reason()).isEqualTo("IBM COS Bucket Deleted");

        story.patch("{managementState: Managed}").settle();

        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void keepsTheKeyOfTheUser() {
        var story = bootstrapped("IBMCloud", cloud(""));
        story.patch("{storage: {ibmcos: {resourceKeyCRN: 'crn:mine'}}}").settle();
        assertThat(story.cloud().asked().getLast().path("resourceKey").asText())
                .isEqualTo("crn:mine");

        story.patch("{managementState: Removed}").settle();

        assertThat(story.config().at("/spec/storage/ibmcos/resourceKeyCRN").asText())
                .isEqualTo("crn:mine");
    }

    @Test
    void checksANewApiKeyBeforeItIsReliedOn() {
        var story = bootstrapped("IBMCloud", cloud(""));

        story.apply(MINTED.replace("d-api", "d-rotated")).settle();

        assertThat(story.cloud().asked().getLast().at("/credentials/apiKey").asText())
                .isEqualTo("d-rotated");
        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void tellsAnOutage() {
        var story = prepared("IBMCloud", cloud("")).apply(MINTED);
        story.cloud().fails("no answer from IBM Cloud: refused");
        story.settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(exists(story).status()).isEqualTo("Unknown");

        story.cloud().fails("");
        story.later(Duration.ofMinutes(3)).settle();

        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void leavesTheBucketAloneWhenTheStorageIsSwitched() {
        var story = bootstrapped("IBMCloud", cloud(""));
        var bucket = story.config().at("/spec/storage/ibmcos/bucket").asText();

        story.patch("{storage: {ibmcos: null, emptyDir: {}}}").settle();

        assertThat(story.state().kind()).isEqualTo("EmptyDir");
        assertThat(story.cloud().has(bucket)).isTrue();
    }

    @Test
    void asksTheEndpointsOfTheCluster() {
        var asked =
                bootstrapped(
                                "IBMCloud",
                                cloud(
                                        ", serviceEndpoints: [{name: COS, url:"
                                                + " 'https://cos.example.com'}, {name: IAM, url:"
                                                + " 'https://iam.example.com/'}]"))
                        .cloud()
                        .asked()
                        .getFirst();

        assertThat(asked.path("endpoint").asText()).isEqualTo("https://cos.example.com");
        assertThat(asked.path("iam").asText()).isEqualTo("https://iam.example.com");
        assertThat(asked.path("resourceController").asText())
                .isEqualTo("https://resource-controller.cloud.ibm.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VSphere | type: VSphere | unable to get location from infrastructure",
                "PowerVS | type: PowerVS, powervs: {region: xyz} | COS region corresponding to a"
                        + " PowerVS region xyz not found"
            })
    void saysWhatIsMissing(String platform, String infrastructure, String message) {
        var story = prepared(platform, infrastructure).apply(MINTED).settle();
        story.patch("{managementState: Managed, storage: {ibmcos: {}}}").settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.state().error().message().strip())
                .isEqualTo("unable to sync storage configuration: " + message);
        assertThat(story.cloud().asked()).isEmpty();
    }

    private static String cloud(String more) {
        return "type: IBMCloud, ibmcloud: {location: eu-de, resourceGroupName: test-rg"
                + more
                + "}";
    }

    private static Story bootstrapped(String platform, String infrastructure) {
        return prepared(platform, infrastructure).apply(MINTED).settle();
    }

    private static Story prepared(String platform, String infrastructure) {
        return Story.begin(true)
                .platform(platform)
                .apply(
                        "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name:"
                                + " cluster}, status: {infrastructureName: test-abcde,"
                                + " platformStatus: {"
                                + infrastructure
                                + "}}}")
                .listed()
                .settle();
    }

    private static StorageCondition exists(Story story) {
        return story.state().applied().conditions().stream()
                .filter(condition -> condition.type().equals("StorageExists"))
                .findFirst()
                .orElseThrow();
    }
}
