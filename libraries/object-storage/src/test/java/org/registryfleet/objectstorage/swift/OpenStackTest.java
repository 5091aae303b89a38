package org.registryfleet.objectstorage.swift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.registryfleet.objectstorage.ProviderTest;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.inventory.MarkedBucket;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Logins and containers in OpenStack's own Keystone and Swift. The user lives in a domain of its
 * own, apart from the project. {@code testing/tools/openstack} runs it; {@code -Dkeystone} and
 * {@code -Dswift} name the servers.
 */
@EnabledIfSystemProperty(
        named = "keystone",
        matches = ".+",
        disabledReason = "needs Keystone and Swift: testing/tools/openstack starts them")
class OpenStackTest extends ProviderTest {

    private static final ProviderTimeouts PATIENT =
            new ProviderTimeouts(
                    Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private OpenStackProject project;

    @BeforeEach
    void openProject() throws IOException {
        project = OpenStackProject.open(CANARY);
    }

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "swift").put("state", "Present").put("bucket", "reg");
        spec.put("authUrl", OpenStackProject.KEYSTONE).put("owner", "x");
        spec.put("domain", project.userDomain()).put("tenant", project.name());
        spec.put("projectDomainName", "Default").put("regionName", OpenStackProject.REGION);
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("credentials")
                .put("USERNAME", OpenStackProject.USER)
                .put("PASSWORD", CANARY);
        return spec;
    }

    @Test
    void makesAContainerAndFindsItAgainAsItsOwn() throws IOException {
        var made = done(run(_ -> {}));
        var found = done(run(_ -> {}));

        assertThat(made.path("managed").asBoolean()).isTrue();
        assertThat(found.path("managed").asBoolean()).isTrue();
        assertThat(project.containers()).containsExactly("reg");
    }

    @Test
    void makesAContainerWithNamesThatHaveToBeEncoded() throws IOException {
        done(run(spec -> spec.put("bucket", "a container, zwölf")));

        assertThat(project.containers()).containsExactly("a container, zwölf");
    }

    @Test
    void touchesNothingOfAContainerThatItFinds() throws IOException {
        project.put("/reg");

        assertThat(done(run(_ -> {})).path("managed").asBoolean(true)).isFalse();
        assertThat(failed(run(OpenStackTest::removal)).reason()).isEqualTo("NotOwned");
        assertThat(project.containers()).containsExactly("reg");
    }

    @Test
    void emptiesAndDeletesItsContainer() throws IOException {
        run(_ -> {});
        for (int i = 0; i < 60; i++) {
            project.put("/reg/files/docker%20" + i);
        }

        done(run(OpenStackTest::removal));

        assertThat(project.containers()).isEmpty();
    }

    @Test
    void tellsThatKeystoneRefuses() {
        var wrong =
                failed(run(spec -> spec.withObject("/credentials").put("PASSWORD", "another one")));
        var elsewhere = failed(run(spec -> spec.put("domain", "Default")));
        var nowhere = failed(run(spec -> spec.remove("projectDomainName")));

        for (var refused : new String[] {wrong.message(), elsewhere.message(), nowhere.message()}) {
            assertThat(refused)
                    .startsWith("failed to authenticate against OpenStack: ")
                    .endsWith("but got 401 instead");
        }
        assertThat(wrong.isRefused()).isTrue();
    }

    @Test
    void tellsThatTheRegionHasNoObjectStore() {
        assertThat(failed(run(spec -> spec.put("regionName", "RegionTwo"))).message())
                .isEqualTo("container endpoint not found in the OpenStack catalog");
    }

    @Test
    void usesAnApplicationCredentialAndATokenOfTheUser() throws IOException {
        var credential = project.applicationCredential();
        done(
                run(
                        spec ->
                                spec.putObject("credentials")
                                        .put("APPLICATIONCREDENTIALID", credential.id())
                                        .put("APPLICATIONCREDENTIALSECRET", credential.secret())));
        var token = project.token();

        done(
                run(
                        spec -> {
                            spec.put("bucket", "more");
                            spec.putObject("credentials").put("TOKENID", token);
                        }));

        assertThat(project.containers()).containsExactly("more", "reg");
    }

    @Test
    void readsThePlatformsFileWithTwoDomains() throws IOException {
        var answer = done(run(spec -> asPlatform(spec, OpenStackProject.REGION)));

        assertThat(answer.path("managed").asBoolean()).isTrue();
        assertThat(project.containers()).containsExactly("reg");
        assertThat(isUsable(OpenStackProject.REGION)).isTrue();
        assertThat(isUsable("RegionTwo")).isFalse();
    }

    @Test
    void listsWhatItHasMarked() throws IOException {
        run(_ -> {});
        project.put("/other");

        var place = spec();
        try (var inventory = new SwiftInventory(place, PATIENT, (_, _) -> Optional.empty())) {
            var listing = inventory.survey();

            assertThat(listing.buckets()).extracting(MarkedBucket::name).containsExactly("reg");
            assertThat(listing.troubles()).isEmpty();
        }
    }

    private boolean isUsable(String region) {
        var answer = done(run(spec -> asPlatform(spec, region).put("state", "Asked")));
        return answer.path("usable").asBoolean();
    }

    private ObjectNode asPlatform(ObjectNode spec, String region) {
        spec.remove(List.of("authUrl", "domain", "tenant", "projectDomainName"));
        spec.remove("regionName");
        spec.put("cloud", "openstack").put("caBundle", "");
        spec.putObject("keys").put("namespace", "ns").put("name", "keys");
        spec.putObject("credentials")
                .put(
                        "clouds",
                        """
                        clouds:
                          openstack:
                            auth:
                              auth_url: %s
                              username: %s
                              password: %s
                              user_domain_name: %s
                              project_name: %s
                              project_domain_name: Default
                            region_name: %s
                        """
                                .formatted(
                                        OpenStackProject.KEYSTONE.replace("/v3", ""),
                                        OpenStackProject.USER,
                                        CANARY,
                                        project.userDomain(),
                                        project.name(),
                                        region));
        return spec;
    }

    private static ObjectNode removal(ObjectNode spec) {
        return spec.put("state", "Absent");
    }
}
