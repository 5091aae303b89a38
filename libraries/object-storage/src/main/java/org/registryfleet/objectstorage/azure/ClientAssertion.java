package org.registryfleet.objectstorage.azure;

import java.util.Map;

/**
 * Client authentication of an application: a client secret, or a federated token of the cluster's
 * service account. Must not be logged.
 *
 * @param credential the SDKs' name of the method
 * @param fields form fields of the token request
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
