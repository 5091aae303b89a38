package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.objectstorage.ProviderTest;

import java.util.Base64;

/**
 * An Azure Stack, whose server refuses what is newer than it (storage specification, sections 2.6.5
 * and 2.6.9).
 */
class AzureStackTest extends ProviderTest {

    private static final String STORAGE =
            "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acct";

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "azure").put("state", "Present").put("bucket", "acct/reg");
        spec.put("account", "acct").put("container", "reg").put("owner", "x");
        spec.put("suffix", "local.azurestack.external").put("isStack", true);
        spec.put("login", "https://adfs.local.azurestack.external");
        spec.put("resourceManager", "https://management.local.azurestack.external");
        spec.put("audience", "https://management.adfs.azurestack.local/b0e3");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("tags").put("kubernetes.io_cluster.x", "owned");
        spec.putObject("credentials")
                .put("azure_subscription_id", "sub")
                .put("azure_tenant_id", "adfs")
                .put("azure_client_id", "client")
                .put("azure_client_secret", CANARY)
                .put("azure_resourcegroup", "rg")
                .put("azure_region", "local");
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
        var key = ((OutsideAnswer.Done) run(_ -> {})).keys().get("azure-account-key");

        assertThat(new String(Base64.getDecoder().decode(key), UTF_8)).isEqualTo("acct key 1");
    }

    @Test
    void knowsItsContainerAgain() {
        run(_ -> {});

        assertThat(done(run(_ -> {})).path("managed").asBoolean()).isTrue();
    }

    @Test
    void touchesNothingOfAContainerThatItFinds() {
        space.azure().put("acct", false).with("reg");

        var status = done(run(_ -> {}));

        assertThat(status.path("managed").asBoolean(true)).isFalse();
        assertThat(requests())
                .allMatch(request -> request.startsWith("GET") || request.contains("/listKeys "));
    }

    @Test
    void removesTheContainerAndTheAccountThatWereMadeHere() {
        run(_ -> {});

        done(run(spec -> spec.put("state", "Absent")));

        assertThat(space.azure().names()).isEmpty();
    }

    @Test
    void keepsAnAccountThatHoldsSomethingElse() {
        run(_ -> {});
        space.azure().find("acct").orElseThrow().with("other");

        done(run(spec -> spec.put("state", "Absent")));

        assertThat(space.azure().find("acct").orElseThrow().containers().keySet())
                .containsExactly("other");
    }

    @Test
    void keepsAContainerThatNothingProvesToBeOurs() {
        space.azure().put("acct", false).with("reg");

        assertThat(failed(run(spec -> spec.put("state", "Absent"))).reason()).isEqualTo("NotOwned");
        assertThat(space.azure().find("acct").orElseThrow().containers()).containsKey("reg");
    }

    @Test
    void looksAtTheContainerOfTheUserWithTheKeyOfTheUser() {
        space.azure().put("acct", false).with("reg");

        var status =
                done(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put("accountKey", key("acct key 1"))));

        assertThat(requests()).containsExactly("GET /reg 200");
        assertThat(status.path("exists").asBoolean()).isTrue();
    }

    @Test
    void doesNotSeeTheContainerWithAnotherKey() {
        space.azure().put("acct", false).with("reg");

        var status =
                done(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put("accountKey", key("another key"))));

        assertThat(requests()).containsExactly("GET /reg 403");
        assertThat(status.path("exists").asBoolean(true)).isFalse();
    }

    private static String key(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void tellsWhatTheBlobServiceRefuses() {
        space.azure().refusals().refuse("blob", 403, "AuthorizationFailure");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).startsWith("unable to get the storage container reg:");
    }
}
