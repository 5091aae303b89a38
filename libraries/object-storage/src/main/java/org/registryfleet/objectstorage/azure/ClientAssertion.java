package org.registryfleet.objectstorage.azure;

import java.util.Map;

/**
 * What an application proves itself with: a secret that it shares with Entra ID, or a token of the
 * cluster's service account. Never shown.
 *
 * @param credential as the SDKs call this way
 * @param fields of the request for a token
 */
record ClientAssertion(String credential, Map<String, String> fields) {

    static ClientAssertion secret(String secret) {
        return new ClientAssertion("ClientSecretCredential", Map.of("client_secret", secret));
    }

    static ClientAssertion workloadIdentity(String token) {
        return new ClientAssertion(
                "WorkloadIdentityCredential",
                Map.of(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        token));
    }

    @Override
    public String toString() {
        return "Proof[***]";
    }
}
