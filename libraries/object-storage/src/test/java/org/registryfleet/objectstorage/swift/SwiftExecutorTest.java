package org.registryfleet.objectstorage.swift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.ProviderTest;
import org.registryfleet.objectstorage.WantedStorage;

import java.util.Map;
import java.util.function.Consumer;

/** Requests and their order on the server side (storage specification, section 2.8.5). */
class SwiftExecutorTest extends ProviderTest {

    private static final String CONTAINER = "/v1/AUTH_p/reg";

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "swift").put("state", "Present").put("bucket", "reg");
        spec.put("authUrl", "http://keystone.stub.test/v3").put("owner", "x");
        spec.put("domain", "Default").put("tenant", "p").put("regionName", "RegionOne");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("credentials").put("USERNAME", "u").put("PASSWORD", CANARY);
        return spec;
    }

    @Test
    void makesAContainerAndMarksIt() {
        var status = done(run(_ -> {}));

        assertThat(requests())
                .containsExactly("GET " + CONTAINER + " 404", "PUT " + CONTAINER + " 201");
        assertThat(status.path("managed").asBoolean()).isTrue();
        assertThat(status.path("nothingDigest").asText()).startsWith("hmac:");
        assertThat(space.swift().find("reg").orElseThrow().metadata())
                .containsEntry("x-container-meta-openshiftclusterid", "x");
    }

    @Test
    void saysHowTheRegistryReadsWhatYamlTakesForANumber() {
        var status =
                done(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put("USERNAME", "u")
                                                .put("PASSWORD", "123")));

        assertThat(space.calls().getFirst().body()).contains("\"password\":\"123\"");
        assertThat(status.path("yamlDigests").path("PASSWORD").asText())
                .isEqualTo(digest("\"123\""));
        assertThat(status.path("yamlDigests").has("USERNAME")).isFalse();
    }

    @Test
    void tellsTheCertificatesBesideThePlatformsFileAndNothingElseOfThem() {
        var certificate = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n";
        var key = "-----BEGIN PRIVATE KEY-----\n" + CANARY + "\n-----END PRIVATE KEY-----\n";

        var spec = JsonNodeFactory.instance.objectNode().put("caBundle", "published");
        spec.putObject("credentials").put("cacert", key + certificate);

        var authority = Authority.of(new WantedStorage(spec));

        assertThat(authority.facts()).containsExactly(Map.entry("caBundle", certificate));
        assertThat(authority.bundle()).isEqualTo(key + certificate);
        assertThat(authority.toString()).doesNotContain(CANARY);
    }

    @Test
    void asksForATokenOfTheProject() {
        run(_ -> {});

        var asked = space.calls().getFirst();
        assertThat(asked.target()).isEqualTo("/v3/auth/tokens");
        assertThat(asked.body())
                .contains("\"methods\":[\"password\"]", "\"project\":{\"name\":\"p\"");
    }

    @Test
    void usesApplicationCredentialsWithoutAScope() {
        run(
                spec ->
                        spec.putObject("credentials")
                                .put("APPLICATIONCREDENTIALID", "id")
                                .put("APPLICATIONCREDENTIALSECRET", CANARY));

        assertThat(space.calls().getFirst().body())
                .contains("application_credential")
                .doesNotContain("scope");
    }

    @Test
    void doesTheSameOnceMoreWithoutHarm() {
        run(_ -> {});

        assertThat(done(run(_ -> {})).path("managed").asBoolean()).isTrue();
        assertThat(space.swift().names()).containsExactly("reg");
    }

    @Test
    void touchesNothingOfAContainerThatItFinds() {
        space.swift().put("reg");

        var status = done(run(_ -> {}));

        assertThat(requests()).containsExactly("GET " + CONTAINER + " 200");
        assertThat(status.path("managed").asBoolean(true)).isFalse();
    }

    @Test
    void doesNotMakeAContainerAgainThatOnlyTheUserMayMake() {
        var failed = failed(run(spec -> spec.put("mayCreate", false)));

        assertThat(failed.reason()).isEqualTo("Storage does not exist");
        assertThat(space.swift().names()).isEmpty();
    }

    @Test
    void tellsThatKeystoneRefuses() {
        space.swift().refusals().refuse("token", 401, "Unauthorized");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message())
                .isEqualTo(
                        "failed to authenticate against OpenStack: Expected HTTP response code [201"
                                + " 202] when accessing [POST http://keystone.stub.test/v3/auth/tokens],"
                                + " but got 401 instead");
    }

    @Test
    void tellsThatTheRegionHasNoObjectStore() {
        var failed = failed(run(spec -> spec.put("regionName", "RegionTwo")));

        assertThat(failed.message())
                .isEqualTo("container endpoint not found in the OpenStack catalog");
    }

    @Test
    void repeatsWhatIsThrottledAndThenLeavesItForLater() {
        space.swift().refusals().refuse("list", 503, "busy");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(requests()).hasSize(3);
    }

    @Test
    void saysThatNobodyAnswered() {
        disconnect();

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(failed.message())
                .startsWith("failed to authenticate against OpenStack: no answer: ");
    }

    @Test
    void emptiesAndDeletesAContainerThatIsMarkedAsOurs() {
        run(_ -> {});
        var objects = space.swift().find("reg").orElseThrow().objects();
        for (int i = 0; i < 120; i++) {
            objects.add("files/docker/" + i);
        }

        done(run(absent(false)));

        assertThat(space.swift().names()).isEmpty();
    }

    @Test
    void keepsAContainerThatNothingProvesToBeOurs() {
        space.swift().put("reg").objects().add("files/x");

        var failed = failed(run(absent(false)));

        assertThat(failed.reason()).isEqualTo("NotOwned");
        assertThat(space.swift().find("reg").orElseThrow().objects()).containsExactly("files/x");
    }

    @Test
    void isContentWhenTheContainerIsGoneAlready() {
        assertThat(done(run(absent(true))).path("exists").asBoolean(true)).isFalse();
    }

    private static Consumer<ObjectNode> absent(boolean createdHere) {
        return spec -> spec.put("state", "Absent").put("createdHere", createdHere);
    }
}
