package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Specs of the tests' actions. */
final class AzureSpecs {

    private AzureSpecs() {}

    /** A named container in a named account of the public cloud, with a service principal. */
    static ObjectNode withSecret(String secret) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "azure").put("state", "Present").put("bucket", "acct/reg");
        spec.put("account", "acct").put("container", "reg").put("owner", "x");
        spec.put("suffix", "core.windows.net");
        spec.put("login", "https://login.microsoftonline.com");
        spec.put("resourceManager", "https://management.azure.com");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("tags").put("kubernetes.io_cluster.x", "owned").put("team", "a");
        spec.putObject("credentials")
                .put("azure_subscription_id", "sub")
                .put("azure_tenant_id", "tenant")
                .put("azure_client_id", "client")
                .put("azure_client_secret", secret)
                .put("azure_resourcegroup", "rg")
                .put("azure_region", "eastus");
        return spec;
    }
}
