package org.registryfleet.objectstorage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.ProviderTest;

import java.util.List;

/** Requests and their order on the server side (storage specification, section 2.6.3). */
class S3ExecutorTest extends ProviderTest {

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "s3").put("state", "Present").put("bucket", "bkt");
        spec.put("region", "eu-west-1").put("endpoint", "http://s3.stub.test");
        spec.put("pathStyle", true).put("named", true).put("mayCreate", true).put("owner", "x");
        spec.putObject("tags").put("kubernetes.io/cluster/x", "owned").put("Name", "x-registry");
        spec.putObject("credentials").put("id", "AKIA").put("key", CANARY);
        return spec;
    }

    @Test
    void createsAndSecuresABucketThatNobodyNamed() {
        var status = done(run(spec -> spec.put("named", false).put("management", "Managed")));

        assertThat(space.targets())
                .containsExactly(
                        "PUT /bkt 200",
                        "HEAD /bkt 200",
                        "PUT /bkt?publicAccessBlock 200",
                        "PUT /bkt?tagging 204",
                        "PUT /bkt?encryption 200",
                        "PUT /bkt?lifecycle 200");
        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean()).isTrue();
        assertThat(status.path("credentialsDigest").asText()).startsWith("hmac:");
        var properties = space.s3().find("bkt").orElseThrow().properties();
        assertThat(properties.get("tagging"))
                .contains("<Key>kubernetes.io/cluster/x</Key><Value>owned</Value>");
        assertThat(properties.get("encryption"))
                .contains("<SSEAlgorithm>AES256</SSEAlgorithm>", "<BucketKeyEnabled>true");
        assertThat(properties.get("lifecycle"))
                .contains(
                        "cleanup-incomplete-multipart-registry-uploads",
                        "<DaysAfterInitiation>1</DaysAfterInitiation>");
        assertThat(properties.get("publicAccessBlock")).doesNotContain("false");
    }

    @Test
    void leavesABucketAloneThatOnlyTheClusterReaches() {
        var status = done(run(spec -> spec.put("inside", true)));

        assertThat(space.targets()).isEmpty();
        assertThat(status.path("exists").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean()).isFalse();
        assertThat(status.path("unchecked").asBoolean()).isTrue();
        assertThat(status.path("credentialsDigest").asText()).startsWith("hmac:");
        assertThat(failed(run(spec -> spec.put("inside", true).put("state", "Absent"))).reason())
                .isEqualTo("NotReachable");
    }

    @Test
    void doesTheSameOnceMoreWithoutHarm() {
        run(spec -> spec.put("named", false).put("management", "Managed"));

        var status = done(run(spec -> spec.put("named", false).put("management", "Managed")));

        assertThat(space.s3().names()).containsExactly("bkt");
        assertThat(status.path("managed").asBoolean()).isTrue();
        assertThat(status.path("tagging").path("done").asBoolean()).isTrue();
    }

    @Test
    void looksForANamedBucketBeforeItIsCreated() {
        run(spec -> spec.put("management", "IfCreated"));

        assertThat(space.targets()).startsWith("HEAD /bkt 404", "PUT /bkt 200", "HEAD /bkt 200");
    }

    @Test
    void touchesNothingOfABucketThatItFinds() {
        space.s3().put("bkt", false);

        var status = done(run(spec -> spec.put("management", "IfCreated")));

        assertThat(space.targets()).containsExactly("HEAD /bkt 200", "GET /bkt?tagging 404");
        assertThat(status.path("managed").asBoolean()).isFalse();
        assertThat(status.path("created").asBoolean()).isFalse();
    }

    @Test
    void recognisesItsOwnBucketByTheTagWhenAnOutcomeWasLost() {
        run(spec -> spec.put("management", "IfCreated"));

        var status = done(run(spec -> spec.put("management", "IfCreated")));

        assertThat(status.path("managed").asBoolean()).isTrue();
    }

    @Test
    void refusesTheBucketOfAnotherAccount() {
        space.s3().put("bkt", true);

        var failed = failed(run(spec -> spec.put("management", "IfCreated")));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.reason()).isEqualTo("BucketAlreadyExists");
        assertThat(space.targets()).containsExactly("HEAD /bkt 403", "PUT /bkt 409");
    }

    @Test
    void doesNotMakeABucketAgainThatOnlyTheUserMayMake() {
        var failed = failed(run(spec -> spec.put("mayCreate", false)));

        assertThat(failed.reason()).isEqualTo("NotFound");
        assertThat(space.s3().names()).isEmpty();
    }

    @Test
    void saysWhichPropertyCouldNotBeSetAndSetsTheOthers() {
        space.s3().refuse("PutBucketTagging", 403, "AccessDenied");

        var status = done(run(spec -> spec.put("management", "Managed")));

        assertThat(status.at("/tagging/done").asBoolean()).isFalse();
        assertThat(status.at("/tagging/reason").asText()).isEqualTo("AccessDenied");
        assertThat(status.at("/tagging/message").asText())
                .matches(
                        "(?s)AccessDenied: stub failure\n\tstatus code: 403, request id: sim\\d+,"
                                + " host id: ");
        assertThat(status.at("/encryption/done").asBoolean()).isTrue();
    }

    @Test
    void keepsTheTagsOfOthers() {
        space.s3()
                .put("bkt", false)
                .properties()
                .put(
                        "tagging",
                        "<Tagging><TagSet><Tag><Key>team</Key><Value>a</Value></Tag></TagSet></Tagging>");

        run(spec -> spec.put("management", "Managed"));

        assertThat(space.s3().find("bkt").orElseThrow().properties().get("tagging"))
                .contains("<Key>team</Key><Value>a</Value>", "<Key>Name</Key>");
    }

    @Test
    void encryptsWithTheGivenKey() {
        run(spec -> spec.put("management", "Managed").put("keyId", "k1"));

        assertThat(space.s3().find("bkt").orElseThrow().properties().get("encryption"))
                .contains("aws:kms", "<KMSMasterKeyID>k1</KMSMasterKeyID>");
    }

    @Test
    void demandsTlsOnlyWhereItIsSpoken() {
        run(spec -> spec.put("management", "Managed").put("endpoint", "").put("pathStyle", false));

        assertThat(space.s3().find("bkt").orElseThrow().properties().get("policy"))
                .contains("\"aws:SecureTransport\":\"false\"", "arn:aws:s3:::bkt/*");
    }

    @Test
    void tellsAnUnknownKeyAsTheProviderDoes() {
        space.s3().disown("AKIA");

        var failed = failed(run(spec -> spec.put("named", false)));

        assertThat(failed.reason()).isEqualTo("InvalidAccessKeyId");
        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).doesNotContain(CANARY);
    }

    @Test
    void leavesAThrottledActionForLater() {
        space.s3().refuse("HeadBucket", 503, "SlowDown");

        var failed = failed(run(spec -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(space.targets().size()).isGreaterThan(1);
    }

    @Test
    void saysWhoDidNotAnswer() {
        var failed = failed(run(spec -> spec.put("endpoint", "http://127.0.0.1:9")));

        assertThat(failed.isRefused()).isFalse();
        assertThat(failed.reason()).isEqualTo("Unknown Error Occurred");
        assertThat(failed.message())
                .isEqualTo(
                        "RequestError: send request failed\ncaused by: Head"
                                + " \"http://127.0.0.1:9/bkt\": dial tcp 127.0.0.1:9: connect:"
                                + " connection refused");
    }

    @Test
    void emptiesAndDeletesABucketThatWasMadeHere() {
        var bucket = space.s3().put("bkt", false);
        for (int i = 0; i < 250; i++) {
            bucket.keys().add("docker/" + i);
        }

        var status = done(run(spec -> spec.put("state", "Absent").put("createdHere", true)));

        assertThat(status.path("exists").asBoolean(true)).isFalse();
        assertThat(space.s3().names()).isEmpty();
        assertThat(space.targets())
                .containsSubsequence(
                        List.of(
                                "GET /bkt 200",
                                "POST /bkt?delete 200",
                                "DELETE /bkt 204",
                                "HEAD /bkt 404"));
    }

    @Test
    void keepsABucketThatNothingProvesToBeOurs() {
        space.s3().put("bkt", false).keys().add("docker/x");

        var failed = failed(run(spec -> spec.put("state", "Absent").put("createdHere", false)));

        assertThat(failed.reason()).isEqualTo("NotOwned");
        assertThat(failed.isRefused()).isTrue();
        assertThat(space.s3().find("bkt").orElseThrow().keys()).containsExactly("docker/x");
    }

    @Test
    void isContentWhenTheBucketIsGoneAlready() {
        var status = done(run(spec -> spec.put("state", "Absent").put("createdHere", true)));

        assertThat(status.path("exists").asBoolean(true)).isFalse();
    }

    @Test
    void refusesCredentialsWithoutKeys() {
        var failed =
                failed(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put("file", "[default]\nrole_arn = arn:x\n")));

        assertThat(failed.reason()).isEqualTo("CredentialsNotSupported");
        assertThat(space.targets()).isEmpty();
    }
}
