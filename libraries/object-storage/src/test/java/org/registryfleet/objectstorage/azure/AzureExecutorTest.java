package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import java.util.Base64;

/** Requests and their order on the server side (storage specification, section 2.6.9). */
class AzureExecutorTest extends AnyAzureTest {

    private static final String STORAGE =
            "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acct";
    private static final String CONTAINER = STORAGE + "/blobServices/default/containers/reg";

    @Override
    protected ObjectNode spec() {
        return AzureSpecs.withSecret(CANARY);
    }

    @Test
    void makesAnAccountAndAContainer() {
        var status = done(run(_ -> {}));

        assertThat(requests())
                .containsExactly(
                        "GET " + STORAGE + " 404",
                        "POST /subscriptions/sub/providers/Microsoft.Storage/checkNameAvailability"
                                + " 200",
                        "PUT " + STORAGE + " 202",
                        "GET " + STORAGE + " 200",
                        "POST " + STORAGE + "/listKeys 200",
                        "GET " + CONTAINER + " 404",
                        "PUT " + CONTAINER + " 201");
        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean()).isTrue();
        var account = space.azure().find("acct").orElseThrow();
        assertThat(account.resource().at("/properties/minimumTlsVersion").asText())
                .isEqualTo("TLS1_2");
        assertThat(account.resource().at("/properties/allowBlobPublicAccess").asBoolean(true))
                .isFalse();
        assertThat(account.resource().at("/properties/supportsHttpsTrafficOnly").asBoolean())
                .isTrue();
        assertThat(account.resource().at("/tags/kubernetes.io_cluster.x").asText())
                .isEqualTo("owned");
        assertThat(account.resource().path("location").asText()).isEqualTo("eastus");
        assertThat(account.containers().get("reg").at("/properties/publicAccess").asText())
                .isEqualTo("None");
    }

    @Test
    void fetchesTheKeyOfTheAccountForTheRegistryAndShowsItNowhere() {
        var first = run(_ -> {});
        var key = ((ExternalResourceResult.Done) first).keys().get("azure-account-key");

        assertThat(new String(Base64.getDecoder().decode(key), UTF_8)).isEqualTo("acct key 1");
        assertThat(done(first).at("/keys/azure-account-key").asText()).startsWith("hmac:");
        assertThat(first.toString()).doesNotContain(key);

        space.azure().find("acct").orElseThrow().resource().put("simulatedKeyNumber", 2);
        var rotated = run(_ -> {});

        assertThat(((ExternalResourceResult.Done) rotated).keys()).doesNotContainValue(key);
        assertThat(done(rotated).at("/keys/azure-account-key"))
                .isNotEqualTo(done(first).at("/keys/azure-account-key"));
    }

    @Test
    void tellsThatTheKeyCannotBeHad() {
        space.azure().put("acct", false).with("reg");
        space.azure().refusals().refuse("listKeys", 403, "AuthorizationFailed");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message())
                .isEqualTo(
                        "Unable to get storage account key: failed to get keys for the storage"
                                + " account acct: failed to list storage account keys: RESPONSE 403:"
                                + " AuthorizationFailed: stub failure");
    }

    @Test
    void makesAContainerInTheAccountOfTheUser() {
        space.azure().put("acct", false).with("other");

        var status = done(run(_ -> {}));

        assertThat(status.path("managed").asBoolean()).isTrue();
        assertThat(space.azure().find("acct").orElseThrow().resource().has("tags")).isFalse();
    }

    @Test
    void refusesANameThatIsTaken() {
        space.azure().put("acct", true);

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message())
                .isEqualTo(
                        "create storage account failed, name not available: The storage account is"
                                + " already taken.");
    }

    @Test
    void doesNotMakeAContainerAgainThatOnlyTheUserMayMake() {
        space.azure().put("acct", false);

        var failed = failed(run(spec -> spec.put("mayCreate", false)));

        assertThat(failed.reason()).isEqualTo("ContainerNotFound");
        assertThat(space.azure().find("acct").orElseThrow().containers()).isEmpty();
    }

    @Test
    void tellsASecretThatIsRefused() {
        space.azure().refusals().refuse("token", 401, "invalid_client");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.reason()).isEqualTo("AzureError");
        assertThat(failed.message())
                .isEqualTo(
                        "ClientSecretCredential authentication failed: invalid_client:"
                                + " AADSTS7000215: Invalid client secret provided.");
    }

    @Test
    void tellsWhatTheResourceManagerRefuses() {
        space.azure().refusals().refuse("account.PUT", 403, "AuthorizationFailed");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).isEqualTo("RESPONSE 403: AuthorizationFailed: stub failure");
    }

    @Test
    void repeatsWhatIsThrottledAndThenLeavesItForLater() {
        space.azure().refusals().refuse("account.GET", 429, "TooManyRequests");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(requests()).hasSize(3);
    }

    @Test
    void saysThatNobodyAnswered() {
        disconnect();

        var failed = failed(run(_ -> {}));
        var looked = failed(run(AzureExecutorTest::withKey));

        assertThat(failed.isRefused() || looked.isRefused()).isFalse();
        assertThat(failed.message()).startsWith("no answer from Azure: ");
        assertThat(looked.message()).startsWith("no answer from Azure: ");
    }

    @Test
    void looksAtTheContainerOfTheUserWithTheKeyOfTheUser() {
        space.azure().put("acct", false).with("reg");

        var status = done(run(AzureExecutorTest::withKey));

        assertThat(requests()).containsExactly("GET /reg 200");
        assertThat(status.path("exists").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean(true)).isFalse();
    }

    @Test
    void takesAContainerThatCannotBeSeenForNoFailure() {
        space.azure().put("acct", false);

        assertThat(done(run(AzureExecutorTest::withKey)).path("exists").asBoolean(true)).isFalse();
    }

    @Test
    void refusesAKeyThatIsNoKey() {
        var failed =
                failed(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put("accountKey", "*** " + CANARY)));

        assertThat(failed.isRefused()).isTrue();
        assertThat(space.targets()).isEmpty();
    }

    private static void withKey(ObjectNode spec) {
        var key = Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8));
        spec.putObject("credentials").put("accountKey", key);
    }
}
