package org.registryfleet.objectstorage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.objectstorage.WorkloadIdentityTest;

/** AWS roles with web identity (storage specification, section 2.6.3, call 11). */
class WebIdentityTest extends WorkloadIdentityTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/registry";

    @Override
    protected ObjectNode spec() {
        var spec = withIdentity(JsonNodeFactory.instance.objectNode());
        spec.put("provider", "s3").put("state", "Present").put("bucket", "bkt");
        spec.put("region", "us-east-1").put("endpoint", "").put("keyId", "").put("owner", "x");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("tags").put("kubernetes.io/cluster/x", "owned");
        spec.putObject("credentials")
                .put(
                        "file",
                        "[default]\nsts_regional_endpoints = regional\nrole_arn = "
                                + ROLE
                                + "\nweb_identity_token_file ="
                                + " /var/run/secrets/openshift/serviceaccount/token\n");
        return spec;
    }

    @Override
    protected String exchange() {
        return "POST /";
    }

    @Override
    protected String expired() {
        return "WebIdentityErr: failed to retrieve credentials\ncaused by: ExpiredTokenException:"
                + " Token expired: current date/time is later\n\tstatus code: 400";
    }

    @Override
    protected String untrusted() {
        return "WebIdentityErr: failed to retrieve credentials\ncaused by: AccessDenied: Not"
                + " authorized to perform sts:AssumeRoleWithWebIdentity\n\tstatus code: 403";
    }

    @Test
    void assumesTheRoleOfTheFileAndPassesTheFileOn() {
        makesABucketWithAToken();

        assertThat(space.sts().roles()).containsExactly(ROLE);
        assertThat(space.targets())
                .startsWith("POST / 200", "HEAD / 404", "PUT / 200", "HEAD / 200");
    }

    @Test
    void saysThatTheSessionIsOver() {
        makesABucketWithAToken();
        space.sts().endSessions();

        var failed = failed(run(_ -> {}));

        assertThat(failed.message()).contains("status code: 400");
    }

    @Test
    void usesTheKeysOfAFileThatHoldsBoth() {
        tokens = _ -> new Token.Unavailable(true, 0, "Unused", "nobody asks");

        var status =
                done(
                        run(
                                spec ->
                                        spec.putObject("credentials")
                                                .put(
                                                        "file",
                                                        "[default]\naws_access_key_id ="
                                                                + " AKIA\naws_secret_access_key = "
                                                                + CANARY
                                                                + "\n")));

        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(space.sts().roles()).isEmpty();
    }

    @Test
    void refusesAFileWithoutKeysAndRole() {
        var failed =
                failed(run(spec -> spec.putObject("credentials").put("file", "[other]\nx = y")));

        assertThat(failed.reason()).isEqualTo("CredentialsNotSupported");
    }

    private void makesABucketWithAToken() {
        issueForAnHour();
        done(run(_ -> {}));
    }
}
