package org.registryfleet.localfleet.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What platforms give a registry, with canaries in it. */
final class CloudCredentials {

    static final String PRIVATE_KEY = privateKey();

    private CloudCredentials() {}

    /** A service principal of Azure with this client secret. */
    static Map<String, String> principal(String secret) {
        return Map.of(
                "azure_subscription_id", "sub",
                "azure_tenant_id", "tenant",
                "azure_client_id", "client",
                "azure_client_secret", secret,
                "azure_resourcegroup", "rg",
                "azure_region", "westeurope");
    }

    /** The key of a service account of Google with this id. */
    static String keyFile(String keyId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "p")
                .put("private_key_id", keyId)
                .put(
                        "private_key",
                        "-----BEGIN PRIVATE KEY-----\n"
                                + PRIVATE_KEY
                                + "\n-----END PRIVATE KEY-----\n")
                .put("client_email", "a@p.iam.gserviceaccount.com")
                .toString();
    }

    private static String privateKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
