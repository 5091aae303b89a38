package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.decision.AzureStories.MINTED;
import static org.registryfleet.storageprovisioner.decision.AzureStories.exists;
import static org.registryfleet.storageprovisioner.decision.AzureStories.prepared;
import static org.registryfleet.storageprovisioner.result.StoragePhase.FAILED;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;
import static org.registryfleet.storageprovisioner.result.StoragePhase.REMOVED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.storageprovisioner.story.Story;

import java.util.ArrayList;

class AzureStoryTest {

    private static final String USERS =
            "{apiVersion: v1, kind: Secret, metadata: {name:"
                    + " image-registry-private-configuration-user, namespace:"
                    + " openshift-image-registry}, data: {REGISTRY_STORAGE_AZURE_ACCOUNTKEY: d-key}}";

    @Test
    void givesAClusterOnAzureAnAccountAndAContainerOfItsOwn() {
        var story = prepared("Azure", "AzureUSGovernmentCloud").apply(MINTED).settle();

        var azure = story.config().at("/spec/storage/azure");
        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(azure.path("accountName").asText())
                .matches("imageregistrytestab[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(azure.path("container").asText())
                .startsWith("test-abcde-image-registry-")
                .hasSize(62);
        assertThat(azure.path("cloudName").asText()).isEqualTo("AzureUSGovernmentCloud");
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Managed");
        var asked = story.cloud().asked().getFirst();
        assertThat(asked.path("resourceGroup").asText()).isEqualTo("test-rg");
        assertThat(asked.path("login").asText()).isEqualTo("https://login.microsoftonline.us");
        assertThat(asked.at("/tags/kubernetes.io_cluster.test-abcde").asText()).isEqualTo("owned");
        assertThat(asked.at("/tags/cost").asText()).isEqualTo("a");
    }

    @Test
    void handsTheKeyOfTheAccountToTheRegistryAndNothingOfThePlatforms() {
        var part =
                prepared("Azure", "AzureUSGovernmentCloud")
                        .apply(MINTED)
                        .settle()
                        .state()
                        .contribution();

        var names = new ArrayList<String>();
        part.path("env").forEach(env -> names.add(env.path("name").asText()));
        assertThat(names)
                .containsExactly(
                        "REGISTRY_STORAGE_AZURE_ACCOUNTKEY",
                        "REGISTRY_STORAGE",
                        "REGISTRY_STORAGE_AZURE_CONTAINER",
                        "REGISTRY_STORAGE_AZURE_ACCOUNTNAME",
                        "REGISTRY_STORAGE_AZURE_REALM");
        assertThat(part.at("/env/4/value").asText()).isEqualTo("core.usgovcloudapi.net");
        var key = part.at("/secretData/REGISTRY_STORAGE_AZURE_ACCOUNTKEY");
        assertThat(key.at("/source/name").asText()).isEqualTo("image-registry-storage-keys");
        assertThat(key.path("pointer").asText()).isEqualTo("/data/azure-account-key");
        assertThat(key.path("digest").asText()).isEqualTo("digest of kept keys");
    }

    @Test
    void removesWhatItMadeAndForgetsBothNames() {
        var story = prepared("Azure", "").apply(MINTED).settle();

        story.patch("{managementState: Removed}").settle();

        assertThat(story.state().phase()).isEqualTo(REMOVED);
        var azure = story.config().at("/spec/storage/azure");
        assertThat(azure.has("accountName") || azure.has("container")).isFalse();
        assertThat(exists(story).reason()).isEqualTo("ContainerDeleted");
    }

    @Test
    void trustsTheUserWhoGivesAKeyAndTouchesNothing() {
        var story = withKey("{accountName: acct, container: reg}");

        assertThat(story.state().phase()).isEqualTo(READY);
        assertThat(exists(story).reason()).isEqualTo("UserManaged");
        assertThat(story.config().at("/spec/storage/managementState").asText())
                .isEqualTo("Unmanaged");
        assertThat(story.cloud().asked())
                .allSatisfy(
                        spec -> {
                            assertThat(spec.path("mayCreate").asBoolean(true)).isFalse();
                            assertThat(spec.path("management").asText()).isEqualTo("Unmanaged");
                        });

        story.patch("{managementState: Removed}").settle();

        assertThat(story.state().phase()).isEqualTo(REMOVED);
        assertThat(story.config().at("/spec/storage/azure/container").asText()).isEqualTo("reg");
    }

    @Test
    void tellsThatTheContainerOfTheUserIsThere() {
        var story = prepared("VSphere", "").apply(USERS).settle();
        story.cloud().holds("acct/reg", false);
        story.patch(
                        "{managementState: Managed, storage: {azure: {accountName: acct, container:"
                                + " reg}}}")
                .settle();

        assertThat(exists(story).reason()).isEqualTo("ContainerExists");
    }

    @Test
    void neverDeletesWhatTheUserGaveAKeyForWhateverTheConfigSays() {
        var story = withKey("{accountName: acct, container: reg}");

        story.patch("{storage: {managementState: Managed}}").settle();
        story.patch("{managementState: Removed}").settle();

        assertThat(story.cloud().asked())
                .allSatisfy(spec -> assertThat(spec.path("state").asText()).isEqualTo("Present"));
        assertThat(story.state().phase()).isEqualTo(REMOVED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{container: reg} | StorageNotConfigured | Storage account key is provided, but"
                        + " account name is not specified",
                "{accountName: acct} | StorageNotConfigured | Storage account is provided, but"
                        + " container is not specified",
                "{accountName: acct, container: reg, cloudName: Elsewhere} | ConfigError | Unable to"
                        + " get cloud environment: autorest/azure: There is no cloud environment"
                        + " matching the name \"ELSEWHERE\""
            })
    void saysWhatIsMissing(String azure, String reason, String message) {
        var story = withKey(azure);

        assertThat(story.state().phase()).isEqualTo(FAILED);
        assertThat(exists(story).reason()).isEqualTo(reason);
        assertThat(exists(story).message()).isEqualTo(message);
        assertThat(story.cloud().asked()).isEmpty();
    }

    @Test
    void letsTheClusterProveWhoItIsWhereThereIsNoSecret() {
        var story =
                prepared("Azure", "")
                        .apply(
                                MINTED.replace(
                                        "azure_client_secret:", "azure_federated_token_file:"))
                        .settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        var identity = story.cloud().asked().getFirst().path("identity");
        assertThat(identity.path("audience").asText()).isEqualTo("openshift");
        assertThat(identity.at("/serviceAccounts/0").asText())
                .isEqualTo("cluster-image-registry-operator");
        var part = story.state().contribution();
        var names = new ArrayList<String>();
        part.path("env").forEach(env -> names.add(env.path("name").asText()));
        assertThat(names)
                .startsWith(
                        "AZURE_CLIENT_ID",
                        "AZURE_TENANT_ID",
                        "AZURE_FEDERATED_TOKEN_FILE",
                        "AZURE_AUTHORITY_HOST",
                        "REGISTRY_STORAGE");
        assertThat(part.at("/env/3/value").asText())
                .isEqualTo("https://login.microsoftonline.com/");
        assertThat(part.path("secretData").has("AZURE_CLIENT_SECRET")).isFalse();
    }

    @Test
    void closesTheAccountToTheInternetWhenTheConfigSaysSo() {
        var story = prepared("Azure", "").apply(MINTED).settle();
        story.patch("{storage: {azure: {networkAccess: {type: Internal}}}}").settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        var asked = story.cloud().asked().getLast().path("network");
        assertThat(asked.path("endpoint").asText()).startsWith("imageregistrytestab");
        assertThat(asked.path("vnet").asText()).isEmpty();
        var internal = story.config().at("/spec/storage/azure/networkAccess/internal");
        assertThat(internal.path("vnetName").asText()).isEqualTo("found-vnet");
        assertThat(internal.path("subnetName").asText()).isEqualTo("found-subnet");
        assertThat(internal.path("privateEndpointName").asText())
                .isEqualTo(asked.path("endpoint").asText());
        int before = story.cloud().asked().size();
        story.patch("{replicas: 1}").settle();
        assertThat(story.cloud().asked()).as("names that were found are not new").hasSize(before);
    }

    @Test
    void saysThatNothingProvesWhoTheClusterIs() {
        var story =
                prepared("Azure", "")
                        .apply(MINTED.replace("azure_client_secret:", "azure_other:"))
                        .settle();

        assertThat(exists(story).message())
                .contains("neither an azure_client_secret nor an azure_federated_token_file");
        assertThat(story.cloud().asked()).isEmpty();
    }

    private static Story withKey(String azure) {
        return prepared("VSphere", "")
                .apply(USERS)
                .settle()
                .patch("{managementState: Managed, storage: {azure: " + azure + "}}")
                .settle();
    }
}
