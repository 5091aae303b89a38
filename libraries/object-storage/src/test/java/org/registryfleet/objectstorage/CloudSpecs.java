package org.registryfleet.objectstorage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/** Action specs by provider, with generated credentials. */
public final class CloudSpecs {

    public static final List<String> PROVIDERS = List.of("s3", "gcs", "azure", "swift");

    private static final String KEY_FILE = keyFile("");

    private CloudSpecs() {}

    /** A desired bucket; for Azure {@code account/container}. */
    public static ObjectNode bucket(String provider, String bucket, String owner) {
        var spec = place(provider).put("state", "Present").put("bucket", bucket);
        spec.put("owner", owner).put("named", true).put("mayCreate", true);
        spec.put("createdHere", false).put("management", "IfCreated");
        switch (provider) {
            case "s3" ->
                    spec.putObject("tags")
                            .put("kubernetes.io/cluster/" + owner, "owned")
                            .put("Name", owner + "-image-registry");
            case "gcs" -> spec.putObject("labels").put("kubernetes-io-cluster-" + owner, "owned");
            case "azure" -> {
                var parts = bucket.split("/", 2);
                spec.put("account", parts[0]).put("container", parts[1]);
                spec.putObject("tags").put("kubernetes.io_cluster." + owner, "owned");
            }
            default -> {}
        }
        return spec;
    }

    /** Location and credentials. */
    public static ObjectNode place(String provider) {
        var spec = JsonNodeFactory.instance.objectNode().put("provider", provider);
        var credentials = spec.putObject("credentials");
        switch (provider) {
            case "s3" -> {
                spec.put("region", "eu-west-1").put("endpoint", "http://s3.stub.test");
                spec.put("pathStyle", true);
                credentials.put("id", "AKIA").put("key", "k");
            }
            case "gcs" -> {
                spec.put("region", "us-east1").put("project", "p");
                credentials.put("file", KEY_FILE);
            }
            case "azure" -> {
                spec.put("suffix", "core.windows.net");
                spec.put("login", "https://login.microsoftonline.com");
                spec.put("resourceManager", "https://management.azure.com");
                credentials.put("azure_client_secret", "s").put("azure_resourcegroup", "rg");
                credentials.put("azure_tenant_id", "t").put("azure_subscription_id", "sub");
                credentials.put("azure_client_id", "c").put("azure_region", "eastus");
            }
            case "swift" -> {
                spec.put("authUrl", "http://keystone.stub.test/v3").put("domain", "Default");
                spec.put("tenant", "p").put("regionName", "RegionOne");
                credentials.put("USERNAME", "u").put("PASSWORD", "p");
            }
            default -> throw new IllegalArgumentException(provider);
        }
        return spec;
    }

    /**
     * A service account key file.
     *
     * @param comment an additional field, which readers of key files ignore
     */
    public static String keyFile(String comment) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "service_account")
                    .put("comment", comment)
                    .put("project_id", "p")
                    .put(
                            "private_key",
                            "-----BEGIN PRIVATE KEY-----\n"
                                    + Base64.getEncoder().encodeToString(key)
                                    + "\n-----END PRIVATE KEY-----\n")
                    .put("client_email", "a@b.iam.gserviceaccount.com")
                    .toString();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
