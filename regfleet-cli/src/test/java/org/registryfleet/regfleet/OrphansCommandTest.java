package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;

class OrphansCommandTest {

    private static final String S3 = "{s3: {bucket: %s, region: eu-west-1}}";

    @TempDir private Path folder;
    private OrphanRun cli;

    @BeforeEach
    void start() {
        cli = new OrphanRun(folder);
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void listsWhoseClusterIsGoneOrUsesOtherStorage() throws Exception {
        cli.cluster("gone", false, true, S3.formatted("b-gone"));
        cli.cluster("moved", true, true, "{pvc: {claim: c}}");
        cli.cluster("live", true, true, S3.formatted("b-live"));
        made("b-gone", "gone-abcde");
        made("b-moved", "moved-abcde");
        made("b-live", "live-abcde");

        var result = list("-o", "json");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        var orphans = new ObjectMapper().readTree(result.out()).path("orphans");
        assertThat(orphans).hasSize(2);
        assertThat(orphans.at("/0/name").asText()).isEqualTo("b-gone");
        assertThat(orphans.at("/0/why").asText()).isEqualTo("gone is not in the fleet any more");
        assertThat(orphans.at("/0/objects").asInt()).isEqualTo(2);
        assertThat(orphans.at("/0/bytes").asInt()).isEqualTo(2);
        assertThat(orphans.at("/1/why").asText()).isEqualTo("moved uses other storage now: pvc");
        assertThat(list().out()).contains("BUCKET", "b-gone", "b-moved").doesNotContain("b-live");
        assertThat(list("-o", "yaml").out()).contains("name: b-gone");
    }

    @Test
    void doesNotListWhatIsOthers() {
        cli.cluster("gone", false, true, "{}");
        cli.space().s3().put("foreign", true);
        cli.space().s3().put("untagged", false);
        cli.bucket("installers", Map.of("kubernetes.io/cluster/gone-abcde", "owned"));

        assertThat(list().out()).contains("No bucket that was made here is without a cluster.");
    }

    @Test
    void doesNotListWhatAClusterMayComeBackTo() {
        cli.cluster("removed", true, true, "{}");
        cli.cluster("unread", true, false, "{}");
        made("b-removed", "removed-abcde");
        made("b-unread", "unread-abcde");

        assertThat(list().out()).contains("No bucket");
    }

    @Test
    void removesWithEverythingInItAfterBothConfirmations() {
        cli.cluster("gone", false, true, "{}");
        made("b-gone", "gone-abcde");

        var result = list("--remove", "b-gone", "--confirm", "b-gone");

        assertThat(result.exitStatus()).as(result.err() + result.out()).isZero();
        assertThat(result.out()).contains("b-gone: removed by " + System.getProperty("user.name"));
        assertThat(cli.space().s3().names()).isEmpty();
        assertThat(cli.questions()).isEmpty();
    }

    @Test
    void asksForTheNameAndTakesNothingElseForAYes() {
        cli.cluster("gone", false, true, "{}");
        made("b-gone", "gone-abcde");

        assertThat(list("--remove", "b-gone").exitStatus()).isEqualTo(3);
        assertThat(cli.typing("yes") == cli).isTrue();
        assertThat(list("--remove", "b-gone").exitStatus()).isEqualTo(3);
        assertThat(list("--remove", "b-gone", "--confirm", "b-other").exitStatus()).isEqualTo(3);
        assertThat(cli.space().s3().names()).containsExactly("b-gone");

        assertThat(cli.typing("b-gone") == cli).isTrue();
        assertThat(list("--remove", "b-gone").exitStatus()).isZero();
        assertThat(cli.questions()).hasSize(4);
        assertThat(cli.space().s3().names()).isEmpty();
    }

    @Test
    void refusesWhatALiveClusterUsesAndGoesOnWithTheOthers() {
        cli.cluster("gone", false, true, "{}");
        // another cluster has taken over the bucket of one that is gone
        cli.cluster("heir", true, true, S3.formatted("b-heir"));
        made("b-heir", "gone-abcde");
        made("b-gone", "gone-abcde");
        cli.space().s3().put("untagged", false);

        var result =
                list(
                        "--remove",
                        "b-heir",
                        "--remove",
                        "untagged",
                        "--remove",
                        "b-gone",
                        "--confirm",
                        "b-heir",
                        "--confirm",
                        "untagged",
                        "--confirm",
                        "b-gone");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.out())
                .contains("b-heir: refused", "untagged: refused", "b-gone: removed");
        assertThat(cli.space().s3().names()).containsExactly("b-heir", "untagged");
    }

    @Test
    void refusesWhenTheClusterComesBackMeanwhile() {
        cli.cluster("gone", false, true, "{}");
        made("b-gone", "gone-abcde");
        cli.meanwhile(() -> cli.cluster("gone", true, true, S3.formatted("b-gone")));

        var result = list("--remove", "b-gone", "--confirm", "b-gone");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.out()).contains("the Config of gone names it");
        assertThat(cli.space().s3().names()).containsExactly("b-gone");
    }

    @Test
    void refusesWhenTheMarkIsGoneMeanwhile() {
        cli.cluster("gone", false, true, "{}");
        made("b-gone", "gone-abcde");
        cli.meanwhile(() -> cli.bucket("b-gone", Map.of("team", "a")));

        var result = list("--remove", "b-gone", "--confirm", "b-gone");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(cli.space().s3().names()).containsExactly("b-gone");
    }

    @Test
    void refusesWhileNobodyKnowsWhatAClusterUses() {
        cli.cluster("gone", false, true, "{}");
        made("b-gone", "gone-abcde");
        cli.cluster("new", true, false, "{}").with("REGFLEET_KUBECONFIGS", ".");

        var result = list("--remove", "b-gone", "--confirm", "b-gone", "--kubeconfig", "not-there");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.out()).contains("nobody knows which bucket these clusters use: new");
        assertThat(cli.space().s3().names()).containsExactly("b-gone");
    }

    @Test
    void refusesTheBucketOfAnotherFleet() {
        made("b-other", "elsewhere-abcde");

        assertThat(list().out()).contains("elsewhere-abcde never was in this fleet");
        var result = list("--remove", "b-other", "--confirm", "b-other");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(cli.space().s3().names()).containsExactly("b-other");
    }

    @Test
    void namesWhatCannotBeLookedAt() {
        made("b-gone", "gone-abcde");
        cli.space().s3().refuse("GetBucketTagging", 403, "AccessDenied");

        var result = list();

        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.out()).contains("b-gone could not be looked at: AccessDenied");
    }

    @Test
    void saysWhichBucketCouldNotBeRemoved() {
        cli.cluster("gone", false, true, "{}");
        made("b-gone", "gone-abcde");
        cli.space().s3().refuse("DeleteObjects", 403, "AccessDenied");

        var result = list("--remove", "b-gone", "--confirm", "b-gone");

        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.out()).contains("b-gone: failed", "AccessDenied");
    }

    @Test
    void takesTheCredentialsOfEveryProviderFromTheirUsualPlaces() throws Exception {
        Files.writeString(folder.resolve("key.json"), keyFile());
        cli.with("GOOGLE_APPLICATION_CREDENTIALS", "key.json")
                .with("AZURE_TENANT_ID", "t")
                .with("AZURE_CLIENT_ID", "c")
                .with("AZURE_CLIENT_SECRET", "s")
                .with("AZURE_SUBSCRIPTION_ID", "sub")
                .with("OS_AUTH_URL", "http://keystone.stub.test/v3")
                .with("OS_USERNAME", "u")
                .with("OS_PASSWORD", "p")
                .with("OS_PROJECT_NAME", "p");

        for (var provider : new String[] {"s3", "gcs", "azure", "swift"}) {
            var result = cli.run("storage", "orphans", "--provider", provider);
            assertThat(result.exitStatus()).as(provider + result.err()).isZero();
        }
    }

    @Test
    void saysWhichCredentialsAreMissing() {
        assertThat(cli.run("storage", "orphans", "--provider", "swift").err())
                .contains("OS_AUTH_URL is not set");
        assertThat(cli.run("storage", "orphans", "--provider", "gcs").err())
                .contains("--credentials FILE or GOOGLE_APPLICATION_CREDENTIALS");
        assertThat(cli.run("storage", "orphans").exitStatus()).isEqualTo(2);
    }

    private void made(String bucket, String owner) {
        cli.bucket(bucket, Map.of("registry-fleet", owner));
    }

    private CommandLineRun.Result list(String... more) {
        var arguments = new java.util.ArrayList<String>();
        arguments.addAll(java.util.List.of("storage", "orphans", "--provider", "s3", "--endpoint"));
        arguments.add("http://s3.stub.test");
        arguments.addAll(java.util.List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private static String keyFile() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key =
                Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return "{\"type\": \"service_account\", \"project_id\": \"p\", \"client_email\": \"a@b\","
                + " \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n"
                + key
                + "\\n-----END PRIVATE KEY-----\\n\"}";
    }
}
