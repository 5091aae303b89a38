package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.storageprovisioner.decision.AzureStories.MINTED;
import static org.registryfleet.storageprovisioner.decision.AzureStories.exists;
import static org.registryfleet.storageprovisioner.decision.AzureStories.prepared;
import static org.registryfleet.storageprovisioner.result.StoragePhase.READY;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureStackStoryTest {

    private static final String STACK =
            "{\"name\": \"AzureStackCloud\", \"activeDirectoryEndpoint\":"
                    + " \"https://adfs.local.example/\", \"resourceManagerEndpoint\":"
                    + " \"https://management.local.example\", \"tokenAudience\":"
                    + " \"https://management.example/b0e3\", \"storageEndpointSuffix\":"
                    + " \"local.example\"}";

    @Test
    void findsTheServicesOfAnAzureStackWhereThePlatformWroteThem() {
        var story =
                prepared("Azure", "AzureStackCloud").apply(MINTED).apply(endpoints(STACK)).settle();

        assertThat(story.state().phase()).isEqualTo(READY);
        var asked = story.cloud().asked().getFirst();
        assertThat(asked.path("isStack").asBoolean()).isTrue();
        assertThat(asked.path("login").asText()).isEqualTo("https://adfs.local.example");
        assertThat(asked.path("resourceManager").asText())
                .isEqualTo("https://management.local.example");
        assertThat(asked.path("audience").asText()).isEqualTo("https://management.example/b0e3");
        assertThat(asked.path("suffix").asText()).isEqualTo("local.example");
        assertThat(story.state().contribution().at("/env/4/value").asText())
                .isEqualTo("local.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the ConfigMap openshift-config/cloud-provider-config does not say where the"
                        + " services of AzureStackCloud are: write it as JSON under the key endpoints",
                "'[' | the key endpoints of the ConfigMap openshift-config/cloud-provider-config is"
                        + " no JSON object",
                "'{}' | client misconfigured, missing 'Environment.ActiveDirectoryEndpoint',"
                        + " 'Environment.ResourceManagerEndpoint',"
                        + " 'Environment.StorageEndpointSuffix', 'Environment.TokenAudience' option(s)"
            })
    void saysWhyAnAzureStackCannotBeFound(String endpoints, String why) {
        var story =
                prepared("Azure", "AzureStackCloud")
                        .apply(MINTED)
                        .apply(endpoints(endpoints))
                        .settle();

        assertThat(exists(story).reason()).isEqualTo("ConfigError");
        assertThat(exists(story).message()).isEqualTo("Unable to get cloud environment: " + why);
        assertThat(story.cloud().asked()).isEmpty();

        story.apply(endpoints(STACK)).settle();

        assertThat(story.state().phase()).isEqualTo(READY);
    }

    @Test
    void demandsASecretOfAnAzureStack() {
        var story =
                prepared("Azure", "AzureStackCloud")
                        .apply(
                                MINTED.replace(
                                        "azure_client_secret:", "azure_federated_token_file:"))
                        .apply(endpoints(STACK))
                        .settle();

        assertThat(exists(story).message())
                .isEqualTo(
                        "Unable to get configuration: client secret is required for Azure Stack Hub"
                                + " authentication");
    }

    private static String endpoints(String json) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: cloud-provider-config, namespace:"
                + " openshift-config}, data: {endpoints: '%s'}}".formatted(json);
    }
}
