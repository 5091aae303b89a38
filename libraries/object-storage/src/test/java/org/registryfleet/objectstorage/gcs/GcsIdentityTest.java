package org.registryfleet.objectstorage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.objectstorage.WorkloadIdentityTest;

/** Google workload identity pools (storage specification, section 2.6.4). */
class GcsIdentityTest extends WorkloadIdentityTest {

    private static final String POOL =
            "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/o";

    @Override
    protected ObjectNode spec() {
        var spec = withIdentity(JsonNodeFactory.instance.objectNode());
        spec.put("provider", "gcs").put("state", "Present").put("bucket", "bkt");
        spec.put("region", "us-east1").put("project", "p").put("keyId", "").put("owner", "x");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("labels").put("kubernetes-io-cluster-x", "owned");
        spec.putArray("tags");
        spec.putObject("credentials").put("file", file(POOL, "registry@p.iam.gserviceaccount.com"));
        return spec;
    }

    private static String file(String pool, String account) {
        var file = JsonNodeFactory.instance.objectNode().put("type", "external_account");
        file.put("audience", pool);
        file.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
        file.put("token_url", "https://elsewhere.example.com/v1/token");
        file.put(
                "service_account_impersonation_url",
                "https://elsewhere.example.com/v1/projects/-/serviceAccounts/"
                        + account
                        + ":generateAccessToken");
        file.putObject("credential_source").put("file", "/etc/passwd");
        return file.toString();
    }

    @Override
    protected String exchange() {
        return "POST /v1/token";
    }

    @Override
    protected String expired() {
        return "invalid_grant: ID Token expired";
    }

    @Override
    protected String untrusted() {
        return "invalid_grant: The given credential is rejected by the attribute condition.";
    }

    @Test
    void actsAsTheServiceAccountThatTheFileNames() {
        issueForAnHour();

        done(run(_ -> {}));

        assertThat(space.targets())
                .startsWith(
                        "POST /v1/token 200",
                        "POST /v1/projects/-/serviceAccounts/registry@p.iam.gserviceaccount.com:generateAccessToken"
                                + " 200",
                        "GET /storage/v1/b/bkt?projection 404");
    }

    @ParameterizedTest
    @CsvSource({
        "https://elsewhere.example.com/pool, a@b, the audience names no provider",
        POOL + ", a/../b, the impersonation URL names no service account"
    })
    void refusesADescriptionThatNamesSomethingElse(String pool, String account, String why) {
        issueForAnHour();

        var failed =
                failed(run(spec -> spec.putObject("credentials").put("file", file(pool, account))));

        assertThat(failed.reason()).isEqualTo("InvalidCredentials");
        assertThat(failed.message()).contains(why);
        assertThat(space.targets()).isEmpty();
    }
}
