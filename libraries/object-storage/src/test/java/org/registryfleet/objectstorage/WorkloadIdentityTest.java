package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Identity;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Buckets with only a token of the cluster's service account, for every provider: what the cloud
 * trusts, what it does not, and that tokens never leak.
 */
public abstract class WorkloadIdentityTest extends ProviderTest {

    private final List<Identity> asked = new ArrayList<>();

    /** A token request to the cloud, as the server logs it. */
    protected abstract String exchange();

    /** Message for an expired token. */
    protected abstract String expired();

    /** Message for an unknown service account. */
    protected abstract String untrusted();

    /** An action with an identity as decisions describe it. */
    protected static ObjectNode withIdentity(ObjectNode spec) {
        var identity = spec.putObject("identity");
        identity.put("namespace", "openshift-image-registry").put("audience", "openshift");
        identity.putArray("serviceAccounts").add("cluster-image-registry-operator");
        return spec;
    }

    @Test
    void makesABucketWithATokenOfTheCluster() {
        issue("cluster-image-registry-operator", Duration.ofHours(1));

        var status = done(run(_ -> {}));

        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(space.targets().getFirst()).isEqualTo(exchange() + " 200");
        assertThat(asked)
                .contains(
                        new Identity(
                                "openshift-image-registry",
                                List.of("cluster-image-registry-operator"),
                                "openshift"));
    }

    @Test
    void asksTheCloudOnceForActionsWithTheSameToken() {
        issue("cluster-image-registry-operator", Duration.ofHours(1));

        run(_ -> {});
        run(_ -> {});

        assertThat(space.targets()).filteredOn(call -> call.startsWith(exchange())).hasSize(1);
    }

    @Test
    void tellsATokenWhoseTimeIsOver() {
        issue("cluster-image-registry-operator", Duration.ofMinutes(-1));

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).contains(expired());
    }

    @Test
    void tellsAServiceAccountThatTheCloudDoesNotTrust() {
        issue("somebody", Duration.ofHours(1));

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message()).contains(untrusted());
        assertThat(requests()).allMatch(call -> call.startsWith("POST"));
    }

    @Test
    void worksAgainWithTheNextToken() {
        issue("cluster-image-registry-operator", Duration.ofMinutes(-1));
        run(_ -> {});

        issue("cluster-image-registry-operator", Duration.ofHours(1));

        assertThat(done(run(_ -> {})).path("managed").asBoolean()).isTrue();
    }

    @Test
    void passesOnThatTheClusterIssuesNoToken() {
        tokens = _ -> new Token.Unavailable(true, 403, "Forbidden", "not for you");

        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.code()).isEqualTo(403);
        assertThat(failed.message()).isEqualTo("not for you");
        assertThat(space.targets()).isEmpty();
    }

    @Test
    void takesSilenceForNoRefusal() {
        issueForAnHour();
        disconnect();

        assertThat(failed(run(_ -> {})).isRefused()).isFalse();
    }

    @Test
    void saysThatAnActionNamesNobody() {
        var failed = failed(run(spec -> spec.remove("identity")));

        assertThat(failed.reason()).isEqualTo("CredentialsNotSupported");
    }

    /** Makes the cluster issue valid tokens. */
    protected void issueForAnHour() {
        issue("cluster-image-registry-operator", Duration.ofHours(1));
    }

    /** Makes the cluster issue tokens of this account with this lifetime. */
    private void issue(String account, Duration life) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("sub", "system:serviceaccount:openshift-image-registry:" + account);
        claims.put("exp", Instant.now().plus(life).getEpochSecond());
        claims.putArray("aud").add("openshift");
        var token = String.join(".", encoded("{}"), encoded(claims.toString()), encoded(CANARY));
        tokens =
                identity -> {
                    asked.add(identity);
                    return new Token.Issued(token);
                };
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
