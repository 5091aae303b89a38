package org.registryfleet.objectstorage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.ProviderTest;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Requests and their order on the server side (storage specification, section 2.6.4). */
class GcsExecutorTest extends ProviderTest {

    private static String privateKey;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = generator.generateKeyPair().getPrivate().getEncoded();
        privateKey =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n";
    }

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "gcs").put("state", "Present").put("bucket", "bkt");
        spec.put("region", "us-east1").put("project", "p").put("keyId", "").put("owner", "x");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("labels").put("kubernetes-io-cluster-x", "owned").put("team", "a");
        spec.putArray("tags");
        spec.putObject("credentials").put("file", keyFile(privateKey));
        return spec;
    }

    private static String keyFile(String key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "own")
                .put("private_key_id", CANARY)
                .put("private_key", key)
                .put("client_email", "a@b.iam.gserviceaccount.com")
                .put("token_uri", "https://elsewhere.example.com/token")
                .toString();
    }

    @Test
    void createsABucketThatNobodyNamedAtOnce() {
        var status = done(run(spec -> spec.put("named", false).put("management", "Managed")));

        assertThat(requests()).containsExactly("POST /storage/v1/b 200");
        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean()).isTrue();
        var made = space.gcs().find("bkt").orElseThrow().resource();
        assertThat(made.path("location").asText()).isEqualTo("us-east1");
        assertThat(made.at("/labels/kubernetes-io-cluster-x").asText()).isEqualTo("owned");
        assertThat(made.at("/iamConfiguration/publicAccessPrevention").asText())
                .isEqualTo("enforced");
        assertThat(made.at("/iamConfiguration/uniformBucketLevelAccess/enabled").asBoolean())
                .isTrue();
    }

    @Test
    void asksGoogleForTheTokenAndNotWhomTheKeyFileNames() {
        run(_ -> {});

        assertThat(space.targets()).startsWith("POST /token 200");
    }

    @Test
    void doesTheSameOnceMoreWithoutHarm() {
        run(spec -> spec.put("named", false));

        var status = done(run(spec -> spec.put("named", false)));

        assertThat(requests())
                .containsExactly(
                        "POST /storage/v1/b 200",
                        "POST /storage/v1/b 409",
                        "GET /storage/v1/b/bkt 200");
        assertThat(status.path("managed").asBoolean()).isTrue();
    }

    @Test
    void looksForANamedBucketBeforeItIsCreated() {
        run(_ -> {});

        assertThat(requests())
                .containsExactly("GET /storage/v1/b/bkt 404", "POST /storage/v1/b 200");
    }

    @Test
    void touchesNothingOfABucketThatItFinds() {
        space.gcs().put("bkt", false);

        var status = done(run(_ -> {}));

        assertThat(requests()).containsExactly("GET /storage/v1/b/bkt 200");
        assertThat(status.path("managed").asBoolean(true)).isFalse();
        assertThat(space.gcs().find("bkt").orElseThrow().resource().has("labels")).isFalse();
    }

    @Test
    void keepsTheLabelsOfOthers() {
        space.gcs().put("bkt", false).resource().putObject("labels").put("cost", "b");

        run(spec -> spec.put("management", "Managed"));

        var labels = space.gcs().find("bkt").orElseThrow().resource().path("labels");
        assertThat(labels.path("cost").asText()).isEqualTo("b");
        assertThat(labels.path("team").asText()).isEqualTo("a");
    }

    @Test
    void refusesTheNameOfAnotherProject() {
        space.gcs().put("bkt", true);

        var named = failed(run(_ -> {}));
        var generated = failed(run(spec -> spec.put("named", false)));

        assertThat(named.reason()).isEqualTo("403");
        assertThat(generated.reason()).isEqualTo("409");
        assertThat(generated.message())
                .isEqualTo(
                        "googleapi: Error 409: The requested bucket name is not available.,"
                                + " conflict");
        assertThat(named.isRefused() && generated.isRefused()).isTrue();
    }

    @Test
    void doesNotMakeABucketAgainThatOnlyTheUserMayMake() {
        var failed = failed(run(spec -> spec.put("mayCreate", false)));

        assertThat(failed.reason()).isEqualTo("404");
        assertThat(space.gcs().names()).isEmpty();
    }

    @Test
    void encryptsWithTheGivenKeyAndSaysWhatTheBucketHas() {
        var status = done(run(spec -> spec.put("keyId", "projects/p/keys/k")));

        assertThat(status.path("keyId").asText()).isEqualTo("projects/p/keys/k");
    }

    @Test
    void bindsTagsThatAreNotEffectiveYet() {
        run(spec -> spec.withArray("/tags").add("o/a/1").add("o/b/2"));
        var status = done(run(spec -> spec.withArray("/tags").add("o/a/1").add("o/c/3")));

        assertThat(space.gcs().find("bkt").orElseThrow().tags())
                .containsExactlyInAnyOrder("o/a/1", "o/b/2", "o/c/3");
        assertThat(status.at("/tagging/bound").asInt()).isEqualTo(2);
    }

    @Test
    void saysWhichTagsCouldNotBeBound() {
        space.gcs().refusals().refuse("tagBindings.create", 403, "forbidden");

        var status = done(run(spec -> spec.withArray("/tags").add("o/a/1")));

        assertThat(status.at("/tagging/error").asText())
                .isEqualTo(
                        "failed to add tag(s) to //storage.googleapis.com/projects/_/buckets/bkt"
                                + " resource: googleapi: got HTTP response code 403: 403 Forbidden");
    }

    @Test
    void repeatsWhatIsThrottledAndThenLeavesItForLater() {
        space.gcs().refusals().refuse("buckets.get", 429, "rateLimitExceeded");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(requests()).hasSize(3);
    }

    @Test
    void saysThatNobodyAnswered() {
        disconnect();

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(failed.reason()).isEqualTo("Unknown Error Occurred");
        assertThat(failed.message()).isEqualTo("no answer from Google: Connection refused");
    }

    @Test
    void tellsCredentialsThatAreRefused() {
        space.gcs().refusals().refuse("token", 401, "invalid_grant");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.code()).isEqualTo(401);
    }

    @Test
    void emptiesAndDeletesABucketThatWasMadeHere() {
        var bucket = space.gcs().put("bkt", false);
        for (int i = 0; i < 100; i++) {
            bucket.objects().add("docker/registry/" + i);
        }

        var status = done(run(spec -> spec.put("state", "Absent").put("createdHere", true)));

        assertThat(status.path("exists").asBoolean(true)).isFalse();
        assertThat(space.gcs().names()).isEmpty();
    }

    @Test
    void keepsABucketThatNothingProvesToBeOurs() {
        space.gcs().put("bkt", false).objects().add("docker/x");

        var failed = failed(run(spec -> spec.put("state", "Absent")));

        assertThat(failed.reason()).isEqualTo("NotOwned");
        assertThat(space.gcs().find("bkt").orElseThrow().objects()).containsExactly("docker/x");
    }

    @Test
    void isContentWhenTheBucketIsGoneAlready() {
        assertThat(done(run(spec -> spec.put("state", "Absent"))).path("exists").asBoolean(true))
                .isFalse();
    }

    @Test
    void readsNoFileAndNoAddressThatForeignCredentialsName() {
        var failed =
                failed(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put(
                                                        "file",
                                                        "{\"type\":\"external_account\",\"credential_source\":{\"file\":\"/etc/passwd\"}}")));

        assertThat(failed.reason()).isEqualTo("CredentialsNotSupported");
        assertThat(space.targets()).isEmpty();
    }

    @Test
    void refusesAKeyFileThatHoldsNoKey() {
        var failed =
                failed(run(spec -> spec.putObject("credentials").put("file", keyFile(CANARY))));

        assertThat(space.targets()).isEmpty();
        assertThat(failed.message())
                .isEqualTo(
                        "the key file of the service_account holds no usable private key: Invalid"
                                + " PKCS#8 data.");
    }
}
