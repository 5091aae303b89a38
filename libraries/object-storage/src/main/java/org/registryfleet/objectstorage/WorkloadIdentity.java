package org.registryfleet.objectstorage;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Identity;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;

import java.util.stream.StreamSupport;

/**
 * Workload identities: credentials that are not a secret but a service account of the cluster which
 * the cloud trusts: AWS roles, Azure federated credentials, Google workload identity pools (storage
 * specification, section 2.5.7).
 */
public final class WorkloadIdentity {

    private static final String MEMBER = "identity";

    private WorkloadIdentity() {}

    /** Issues a token of the service account that the action names. */
    public static Token token(ExternalResourceRequest call) {
        var named = call.wanted().path("spec").path(MEMBER);
        return named.isObject()
                ? call.tokens().token(identity(named))
                : new Token.Unavailable(
                        true,
                        0,
                        "CredentialsNotSupported",
                        "the credentials hold no secret, and the action names no service account"
                                + " that stands for the cluster");
    }

    private static Identity identity(JsonNode named) {
        return new Identity(
                named.path("namespace").asText(""),
                StreamSupport.stream(named.path("serviceAccounts").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                named.path("audience").asText(""));
    }
}
