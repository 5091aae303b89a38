package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.story.Story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class SwiftStoryTest {

    private static final String CLOUDS =
            "{apiVersion: v1, kind: Secret, metadata: {name: installer-cloud-credentials,"
                    + " namespace: openshift-image-registry}, data: {clouds.yaml: d-clouds}}";
    private static final String MANAGED =
            "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name:"
                    + " cluster}, spec: {managementState: Managed, replicas: 1}}";
    private static final String PASSWORD =
            "REGISTRY_STORAGE_SWIFT_USERNAME: d-u, REGISTRY_STORAGE_SWIFT_PASSWORD: d-p";

    @Test
    void makesAContainerThatNobodyNamed() {
        var story = managed(PASSWORD, "{authURL: 'http://h:5000', tenant: p}");

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.config().at("/spec/storage/swift/container").asText())
                .startsWith("test-abcde-image-registry-")
                .hasSize(62);
        assertThat(story.cloud().asked().getFirst().path("authUrl").asText())
                .isEqualTo("http://h:5000/v3");
        assertThat(exists(story).reason()).isEqualTo("Swift container Exists");
    }

    @Test
    void tellsTheRegistryWhatIsUsedAndWhatIsNot() {
        var part = managed(PASSWORD, "{authURL: 'http://h/v3', domain: D}").state().contribution();

        var names = new ArrayList<String>();
        part.path("env").forEach(env -> names.add(env.path("name").asText()));
        assertThat(names)
                .containsSubsequence(
                        "REGISTRY_STORAGE",
                        "REGISTRY_STORAGE_SWIFT_CONTAINER",
                        "REGISTRY_STORAGE_SWIFT_AUTHURL",
                        "REGISTRY_STORAGE_SWIFT_USERNAME",
                        "REGISTRY_STORAGE_SWIFT_AUTHVERSION",
                        "REGISTRY_STORAGE_SWIFT_DOMAIN")
                .hasSize(11);
        assertThat(part.at("/secretData/REGISTRY_STORAGE_SWIFT_PASSWORD/digest").asText())
                .isEqualTo("d-p");
        assertThat(part.at("/secretData/REGISTRY_STORAGE_SWIFT_TOKENID/pointer").asText())
                .isEqualTo("template:\"\"");
    }

    @Test
    void copiesWithQuotesWhatTheRegistryWouldReadAsANumber() {
        var secret =
                "REGISTRY_STORAGE_SWIFT_USERNAME: u, REGISTRY_STORAGE_SWIFT_PASSWORD: d-digits";
        var data = managed(secret, "{authURL: 'http://h/v3'}").state().contribution();

        var password = data.at("/secretData/REGISTRY_STORAGE_SWIFT_PASSWORD");
        assertThat(password.path("pointer").asText())
                .isEqualTo("yaml:/data/REGISTRY_STORAGE_SWIFT_PASSWORD");
        assertThat(password.path("digest").asText()).isEqualTo("d-quoted-digits");
        assertThat(data.at("/secretData/REGISTRY_STORAGE_SWIFT_USERNAME/pointer").asText())
                .isEqualTo("/data/REGISTRY_STORAGE_SWIFT_USERNAME");
        assertThat(data.has("caBundle")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsTheCertificatesThatThePlatformKeepsBesideItsFile(boolean hasUsersSecret) {
        var minted = CLOUDS.replace("d-clouds", "d-clouds, cacert: d-authority");
        var story =
                hasUsersSecret
                        ? managed(PASSWORD, "{authURL: 'http://h/v3'}").apply(minted).settle()
                        : asking().apply(minted).listed().settle();

        assertThat(story.cloud().asked().getLast().at("/credentials/cacert").asText())
                .isEqualTo("d-authority");
        assertThat(story.state().contribution().path("caBundle").asText())
                .isEqualTo("certificates");
    }

    @Test
    void removesTheContainerThatItMadeAndForgetsItsName() {
        var story = managed(PASSWORD, "{authURL: 'http://h/v3', container: wanted}");

        story.patch("{managementState: Removed}").settle();

        assertThat(story.cloud().has("wanted")).isFalse();
        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.config().at("/spec/storage/swift").has("container")).isFalse();
        assertThat(exists(story).reason()).isEqualTo("Swift Container Deleted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REGISTRY_STORAGE_SWIFT_USERNAME: u | http://h/v3 | does not contain required keys",
                "REGISTRY_STORAGE_SWIFT_TOKENID: t | INVALID_URL | Incorrect Auth URL: INVALID_URL",
                "REGISTRY_STORAGE_SWIFT_TOKENID: t | http://h/v2.0 | is not supported: use /v3"
            })
    void saysWhatIsWrong(String secret, String url, String message) {
        var story = managed(secret, "{authURL: '" + url + "'}");

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(exists(story).reason()).isEqualTo("Could not connect to registry storage");
        assertThat(exists(story).message()).contains(message);
        assertThat(story.cloud().asked()).isEmpty();
    }

    @Test
    void asksTheCloudBeforeItChoosesTheContainer() {
        var story = openStack();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(story.config().at("/spec/storage/swift/container").asText())
                .startsWith("test-abcde-image-registry-");
        assertThat(story.cloud().asked().getFirst().path("state").asText()).isEqualTo("Asked");
        assertThat(story.cloud().asked().getFirst().path("cloud").asText()).isEqualTo("mycloud");
        assertThat(story.cloud().asked().getFirst().path("caBundle").asText()).isEqualTo("CA");
    }

    @Test
    void handsTheRegistryWhatTheExecutorReadInTheFile() {
        var part = openStack().state().contribution();

        assertThat(part.at("/secretData/REGISTRY_STORAGE_SWIFT_PASSWORD/source/name").asText())
                .isEqualTo("image-registry-storage-keys");
        assertThat(part.at("/secretData/REGISTRY_STORAGE_SWIFT_PASSWORD/pointer").asText())
                .isEqualTo("/data/swift-password");
        var values = new ArrayList<String>();
        part.path("env").forEach(env -> values.add(env.path("value").asText()));
        assertThat(values).contains("http://k/v3", "RegionOne", "p");
    }

    @Test
    void choosesAClaimWhereThereIsNoObjectStore() {
        var story = asking();
        story.cloud().isClosed();
        story.apply(CLOUDS).listed().settle();

        assertThat(story.config().at("/spec/storage/pvc/claim").asText())
                .isEqualTo("image-registry-storage");
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void choosesNothingWhileTheCloudCannotBeAsked() {
        var story = asking();
        story.cloud().fails("failed to authenticate against OpenStack");
        story.apply(CLOUDS).listed().settle();

        assertThat(story.hasConfig()).isFalse();
        assertThat(story.state().error().message())
                .isEqualTo(
                        "unable to get platform storage: failed to authenticate against OpenStack");
    }

    @ParameterizedTest
    @MethodSource("uselessCredentials")
    void choosesNothingWithoutCredentials(String secret, String why) {
        var story = asking();
        if (!secret.isEmpty()) {
            story.apply(secret);
        }
        story.listed().settle();

        assertThat(story.hasConfig()).isFalse();
        assertThat(story.has(RegistryClaim.ref(RegistryClaim.OWN_NAME))).isFalse();
        assertThat(story.cloud().asked()).isEmpty();
        assertThat(story.state().error().message())
                .isEqualTo("unable to get platform storage: " + why);
    }

    @ParameterizedTest
    @MethodSource("uselessCredentials")
    void givesAConfigWithoutStorageNothingWithoutCredentials(String secret, String why) {
        var story = asking().apply(MANAGED);
        if (!secret.isEmpty()) {
            story.apply(secret);
        }
        story.listed().settle();

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(story.has(RegistryClaim.ref(RegistryClaim.OWN_NAME))).isFalse();
        assertThat(story.state().error().message())
                .isEqualTo(
                        "unable to sync storage configuration: unable to get storage configuration"
                                + " from cluster install config: "
                                + why);
    }

    static Stream<Arguments> uselessCredentials() {
        return Stream.of(
                arguments(
                        "",
                        "unable to get cluster minted credentials"
                                + " \"openshift-image-registry/installer-cloud-credentials\": secret"
                                + " \"installer-cloud-credentials\" not found"),
                arguments(
                        CLOUDS.replace("clouds.yaml", "other"),
                        "secret \"openshift-image-registry/installer-cloud-credentials\" does not"
                                + " contain required key \"clouds.yaml\""));
    }

    @Test
    void goesOnAsSoonAsTheCredentialsAreMinted() {
        var story = asking().listed().settle();

        story.apply(CLOUDS).settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(story.config().at("/spec/storage").has("swift")).isTrue();
    }

    @Test
    void choosesAClaimWhereThePlatformIsOnlyInferredAndNobodyMintsCredentials() {
        var story =
                asking().platform(
                                new DetectedPlatform(
                                        "OpenStack", true, true, false, List.of(), false))
                        .listed()
                        .settle();

        assertThat(story.config().at("/spec/storage").has("pvc")).isTrue();
    }

    private static Story openStack() {
        return asking().apply(CLOUDS).listed().settle();
    }

    private static Story asking() {
        return Story.begin(OpenStackStorage.ASK)
                .platform("OpenStack")
                .apply(
                        "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name:"
                                + " cluster}, status: {infrastructureName: test-abcde,"
                                + " platformStatus: {type: OpenStack, openstack: {cloudName:"
                                + " mycloud}}}}")
                .apply(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: cloud-provider-config,"
                                + " namespace: openshift-config}, data: {ca-bundle.pem: CA}}");
    }

    private static Story managed(String secret, String swift) {
        return Story.begin(true)
                .platform("VSphere")
                .apply(
                        "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name:"
                                + " cluster}, status: {infrastructureName: test-abcde}}")
                .apply(
                        "{apiVersion: v1, kind: Secret, metadata: {name:"
                                + " image-registry-private-configuration-user, namespace:"
                                + " openshift-image-registry}, data: {"
                                + secret
                                + "}}")
                .listed()
                .settle()
                .patch("{managementState: Managed, storage: {swift: " + swift + "}}")
                .settle();
    }

    private static StorageCondition exists(Story story) {
        return story.state().applied().conditions().stream()
                .filter(condition -> condition.type().equals("StorageExists"))
                .findFirst()
                .orElseThrow();
    }
}
