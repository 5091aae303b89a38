package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.WorkloadIdentityTest;

/** Federated credentials of Azure (storage specification, sections 2.6.6 and 2.6.9). */
class AzureIdentityTest extends WorkloadIdentityTest {

    @Override
    protected ObjectNode spec() {
        var spec = withIdentity(JsonNodeFactory.instance.objectNode());
        spec.put("provider", "azure").put("state", "Present").put("bucket", "acct/reg");
        spec.put("account", "acct").put("container", "reg").put("owner", "x");
        spec.put("suffix", "core.windows.net").put("resourceGroup", "rg");
        spec.put("login", "https://login.microsoftonline.com");
        spec.put("resourceManager", "https://management.azure.com");
        spec.put("named", true).put("mayCreate", true).put("management", "IfCreated");
        spec.putObject("tags").put("kubernetes.io_cluster.x", "owned");
        spec.putObject("credentials")
                .put("azure_subscription_id", "sub")
                .put("azure_tenant_id", "tenant")
                .put("azure_client_id", "client")
                .put("azure_region", "eastus")
                .put("azure_federated_token_file", "/var/run/secrets/token");
        return spec;
    }

    @Override
    protected String exchange() {
        return "POST /tenant/oauth2/v2.0/token";
    }

    @Override
    protected String expired() {
        return "WorkloadIdentityCredential authentication failed: invalid_client: AADSTS700024:"
                + " Client assertion is not within its valid time range.";
    }

    @Override
    protected String untrusted() {
        return "WorkloadIdentityCredential authentication failed: invalid_client: AADSTS700213: No"
                + " matching federated identity record found for presented assertion subject.";
    }

    @Test
    void closesTheAccountThatItMadeToKeys() {
        issueForAnHour();

        done(run(_ -> {}));

        var account = space.azure().find("acct").orElseThrow().resource();
        assertThat(account.at("/properties/allowSharedKeyAccess").asBoolean(true)).isFalse();
        assertThat(requests()).noneMatch(call -> call.contains("listKeys"));
        assertThat(requests()).filteredOn(call -> call.startsWith("PATCH")).hasSize(1);

        done(run(_ -> {}));

        assertThat(requests()).filteredOn(call -> call.startsWith("PATCH")).hasSize(1);
    }

    @Test
    void leavesTheAccountOfTheUserOpenToKeys() {
        issueForAnHour();
        space.azure().put("acct", false);

        done(run(_ -> {}));

        assertThat(requests()).noneMatch(call -> call.startsWith("PATCH"));
    }
}
