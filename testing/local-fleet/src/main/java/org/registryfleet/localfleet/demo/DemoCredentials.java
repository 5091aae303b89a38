package org.registryfleet.localfleet.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What a cloud-credential operator would mint for a cluster: values that open nothing. */
final class DemoCredentials {

    private static final int KEY_BITS = 2048;

    private DemoCredentials() {}

    /** The data of the Secret; empty where there is no cloud. */
    static Map<String, String> of(DemoCluster cluster) {
        return switch (cluster.platform()) {
            case AWS ->
                    Map.of(
                            "aws_access_key_id",
                            "simulated-" + cluster.id(),
                            "aws_secret_access_key",
                            "simulated-secret-of-" + cluster.id());
            case AZURE ->
                    Map.of(
                            "azure_subscription_id",
                            "simulated",
                            "azure_tenant_id",
                            "simulated",
                            "azure_client_id",
                            cluster.id(),
                            "azure_client_secret",
                            "simulated-secret-of-" + cluster.id(),
                            "azure_resourcegroup",
                            cluster.id() + "-rg",
                            "azure_region",
                            "westeurope");
            case OPENSTACK -> Map.of("clouds.yaml", clouds(cluster.id()));
            case GCP -> Map.of("service_account.json", serviceAccount(cluster.id()));
            default -> Map.of();
        };
    }

    /** Of a Keystone and a Swift on this machine; the host's name says so. */
    private static String clouds(String cluster) {
        return """
        clouds:
          openstack:
            auth:
              auth_url: http://keystone.on-this-machine.test/v3
              username: %s
              password: simulated-secret-of-%s
              project_name: %s
              user_domain_name: Default
            region_name: RegionOne
            identity_api_version: "3"
        """
                .formatted(cluster, cluster, cluster);
    }

    private static String serviceAccount(String cluster) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "demo-project")
                .put("private_key_id", "simulated")
                .put("private_key", privateKey())
                .put("client_id", "1")
                .put("client_email", cluster + "@demo-project.iam.gserviceaccount.com")
                .put("token_uri", "https://oauth2.googleapis.com/token")
                .toString();
    }

    private static String privateKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
