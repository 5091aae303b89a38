package org.registryfleet.objectstorage.swift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ProviderTest;

/** The platform's clouds.yaml (storage specification, sections 1.1, 2.8.2 and 2.8.3). */
class PlatformCloudTest extends ProviderTest {

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "swift").put("state", "Present").put("bucket", "reg");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.put("cloud", "openstack").put("owner", "x").put("caBundle", "");
        spec.putObject("keys").put("namespace", "ns").put("name", "keys");
        spec.putObject("credentials")
                .put(
                        "clouds",
                        """
                        clouds:
                          openstack:
                            auth:
                              auth_url: http://keystone.stub.test
                              username: "123"
                              password: %s
                              project_name: p
                              user_domain_name: Default
                            region_name: RegionOne
                        """
                                .formatted(CANARY));
        return spec;
    }

    @Test
    void makesAContainerWithThePlatformsOwnCredentials() {
        var answer = run(_ -> {});

        assertThat(space.targets())
                .containsExactly(
                        "POST /v3/auth/tokens 201",
                        "GET /v1/AUTH_p/reg?limit 404",
                        "PUT /v1/AUTH_p/reg 201");
        assertThat(done(answer).path("managed").asBoolean()).isTrue();
        var asked = space.calls().getFirst().body();
        assertThat(asked)
                .contains("\"name\":\"123\"", "\"password\":\"" + CANARY + "\"", "\"name\":\"p\"");
    }

    @Test
    void tellsNamesAsFactsAndKeepsTheRestForTheRegistry() {
        var answer = (ExternalResourceResult.Done) run(_ -> {});

        assertThat(answer.facts())
                .containsOnly(
                        java.util.Map.entry("authUrl", "http://keystone.stub.test/v3"),
                        java.util.Map.entry("authVersion", "3"),
                        java.util.Map.entry("tenant", "p"),
                        java.util.Map.entry("domain", "Default"),
                        java.util.Map.entry("regionName", "RegionOne"));
        assertThat(answer.keys())
                .containsEntry("swift-username", "\"123\"")
                .containsEntry("swift-password", CANARY)
                .containsEntry("swift-tokenid", "\"\"")
                .hasSize(6);
        assertThat(done(answer).at("/keys/swift-password").asText()).startsWith("hmac:");
    }

    @Test
    void letsTheConfigComeBeforeTheFile() {
        var answer =
                (ExternalResourceResult.Done)
                        run(
                                spec ->
                                        spec.put("tenant", "other")
                                                .put("authUrl", "http://keystone.mine.test/v3/"));

        assertThat(answer.facts())
                .containsEntry("tenant", "other")
                .containsEntry("authUrl", "http://keystone.mine.test/v3/");
    }

    @Test
    void forgetsTheKeysWithTheContainer() {
        run(_ -> {});

        var answer = (ExternalResourceResult.Done) run(spec -> spec.put("state", "Absent"));

        assertThat(space.swift().names()).isEmpty();
        assertThat(answer.keys().values()).containsOnly("");
    }

    @Test
    void saysThatTheObjectStoreCanBeUsed() {
        assertThat(isUsable()).isTrue();
        assertThat(space.targets())
                .containsExactly("POST /v3/auth/tokens 201", "GET /v1/AUTH_p/ 200");
        assertThat(space.swift().names()).isEmpty();
    }

    @Test
    void saysThatThereIsNoObjectStore() {
        space.swift().leaveCatalogue();

        assertThat(isUsable()).isFalse();
    }

    @Test
    void takesAClosedObjectStoreForNone() {
        space.swift().refusals().refuse("list account", 403, "Forbidden");

        assertThat(isUsable()).isFalse();
    }

    @Test
    void takesRefusedCredentialsAndSilenceForNoAnswer() {
        space.swift().refusals().refuse("token", 401, "Unauthorized");
        assertThat(failed(run(spec -> spec.put("state", "Asked"))).message())
                .startsWith("failed to authenticate against OpenStack: ");
        space.swift().refusals().refuse("token", 404, "Not Found");
        assertThat(failed(run(spec -> spec.put("state", "Asked"))).code()).isEqualTo(404);

        disconnect();
        assertThat(failed(run(spec -> spec.put("state", "Asked"))).isRefused()).isFalse();
    }

    @Test
    void findsKeystoneBehindAPath() {
        var answer =
                (ExternalResourceResult.Done)
                        run(spec -> spec.put("authUrl", "http://keystone.stub.test/identity"));

        assertThat(space.targets()).startsWith("POST /identity/v3/auth/tokens 201");
        assertThat(answer.facts())
                .containsEntry("authUrl", "http://keystone.stub.test/identity/v3");
    }

    @Test
    void takesAProjectOfAnotherDomainThanTheUser() {
        var clouds = spec().at("/credentials/clouds").asText();
        var answer =
                (ExternalResourceResult.Done)
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put(
                                                        "clouds",
                                                        clouds.replace(
                                                                        "user_domain_name: Default",
                                                                        "user_domain_name: corp, project_domain_name: Default")
                                                                .replace(
                                                                        ", project",
                                                                        "\n      project")));

        var asked = space.calls().getFirst().body();
        assertThat(asked)
                .contains("\"domain\":{\"name\":\"corp\"}", "\"domain\":{\"name\":\"Default\"}");
        assertThat(answer.facts())
                .containsEntry("domain", "corp")
                .containsEntry("projectDomainName", "Default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'clouds: [' | failed to unmarshal clouds credentials: the file is not YAML",
                "'clouds: {other: {}}' | clouds.yaml does not contain required cloud \"openstack\"",
                "'clouds: {openstack: {auth: {auth_url: INVALID_URL}}}' | Incorrect Auth URL:"
                        + " INVALID_URL",
                "'clouds: {openstack: {auth: {auth_url: \"http://h/v2.0\"}}}' | Keystone's version of"
                        + " http://h/v2.0 is not supported: use /v3"
            })
    void saysWhatIsWrongWithTheFile(String file, String message) {
        var failed = failed(run(spec -> spec.putObject("credentials").put("clouds", file)));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).isEqualTo(message);
        assertThat(space.targets()).isEmpty();
    }

    private boolean isUsable() {
        return done(run(spec -> spec.put("state", "Asked"))).path("usable").asBoolean();
    }
}
