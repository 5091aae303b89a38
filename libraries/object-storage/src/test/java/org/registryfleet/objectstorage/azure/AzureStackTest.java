package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import java.util.Base64;

/**
 * An Azure Stack, whose server rejects newer API versions (storage specification, sections 2.6.5
 * and 2.6.9).
 */
class AzureStackTest extends AnyAzureTest {

    private static final String STORAGE =
            "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acct";

    @Override
    protected ObjectNode spec() {
        var spec = AzureSpecs.withSecret(CANARY);
        spec.put("suffix", "local.azurestack.external").put("isStack", true);
        spec.put("login", "https://adfs.local.azurestack.external");
        spec.put("resourceManager", "https://management.local.azurestack.external");
        spec.put("audience", "https://management.adfs.azurestack.local/b0e3");
        ((ObjectNode) spec.path("credentials")).put("azure_tenant_id", "adfs");
        return spec;
    }

    @Test
    void makesAnAccountOfTheOldKindAndAContainerWithItsKey() {
        var status = done(run(_ -> {}));

        assertThat(requests())
                .containsExactly(
                        "GET " + STORAGE + " 404",
                        "POST /subscriptions/sub/providers/Microsoft.Storage/checkNameAvailability"
                                + " 200",
                        "PUT " + STORAGE + " 202",
                        "GET " + STORAGE + " 200",
                        "POST " + STORAGE + "/listKeys 200",
                        "GET /reg 404",
                        "PUT /reg 201");
        assertThat(status.path("managed").asBoolean()).isTrue();
        var account = space.azure().find("acct").orElseThrow();
        assertThat(account.resource().path("kind").asText()).isEqualTo("Storage");
        assertThat(account.resource().path("properties").has("minimumTlsVersion")).isFalse();
        assertThat(account.resource().at("/tags/kubernetes.io_cluster.x").asText())
                .isEqualTo("owned");
    }

    @Test
    void handsTheKeyOfTheAccountToTheRegistry() {
        var key = ((ExternalResourceResult.Done) run(_ -> {})).keys().get("azure-account-key");

        assertThat(new String(Base64.getDecoder().decode(key), UTF_8)).isEqualTo("acct key 1");
    }

    @Test
    void looksAtTheContainerOfTheUserWithTheKeyOfTheUser() {
        space.azure().put("acct", false).with("reg");

        var status = lookedAt("acct key 1");

        assertThat(requests()).containsExactly("GET /reg 200");
        assertThat(status.path("exists").asBoolean()).isTrue();
    }

    @Test
    void doesNotSeeTheContainerWithAnotherKey() {
        space.azure().put("acct", false).with("reg");

        var status = lookedAt("another key");

        assertThat(requests()).containsExactly("GET /reg 403");
        assertThat(status.path("exists").asBoolean(true)).isFalse();
    }

    @Test
    void tellsWhatTheBlobServiceRefuses() {
        space.azure().refusals().refuse("blob", 403, "AuthorizationFailure");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).startsWith("unable to get the storage container reg:");
    }

    private JsonNode lookedAt(String key) {
        var encoded = Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
        return done(run(spec -> spec.putObject("credentials").put("accountKey", encoded)));
    }
}
