package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.ProviderTest;

/** Requests and their order on the server side (storage specification, section 2.6.10). */
class PrivateEndpointTest extends ProviderTest {

    private static final String GROUP = "/subscriptions/sub/resourceGroups/rg/providers/";
    private static final String NETWORK = GROUP + "Microsoft.Network/";
    private static final String ZONE =
            NETWORK + "privateDnsZones/privatelink.blob.core.usgovcloudapi.net";
    private static final String ACCOUNT = GROUP + "Microsoft.Storage/storageAccounts/acct";

    @Override
    protected ObjectNode spec() {
        var spec = AzureSpecs.withSecret(CANARY);
        spec.put("suffix", "core.usgovcloudapi.net");
        spec.put("login", "https://login.microsoftonline.us");
        spec.putObject("network")
                .put("endpoint", "pe")
                .put("resourceGroup", "nets")
                .put("vnet", "")
                .put("subnet", "");
        ((ObjectNode) spec.path("credentials")).put("azure_region", "usgovvirginia");
        return spec;
    }

    @Test
    void leadsTheClusterToTheAccountAndThenClosesIt() {
        space.azure().network().put("v", "s", "x");

        var status = done(run(_ -> {}));

        var nets = "/subscriptions/sub/resourceGroups/nets/providers/Microsoft.Network/";
        assertThat(requests())
                .endsWith(
                        "GET " + nets + "virtualNetworks 200",
                        "GET " + nets + "virtualNetworks/v/subnets 200",
                        "PUT " + NETWORK + "privateEndpoints/pe 201",
                        "GET " + NETWORK + "privateEndpoints/pe 200",
                        "GET " + NETWORK + "networkInterfaces/pe-nic 200",
                        "PUT " + ZONE + " 201",
                        "PUT " + ZONE + "/A/acct 201",
                        "PUT "
                                + NETWORK
                                + "privateEndpoints/pe/privateDnsZoneGroups/privatelink-blob-core-usgovcloudapi-net"
                                + " 201",
                        "PUT " + ZONE + "/virtualNetworkLinks/acct 201",
                        "PATCH " + ACCOUNT + " 200");
        assertThat(status.at("/network/vnet").asText()).isEqualTo("v");
        assertThat(status.at("/network/subnet").asText()).isEqualTo("s");
        var account = space.azure().find("acct").orElseThrow().resource();
        assertThat(account.at("/properties/publicNetworkAccess").asText()).isEqualTo("Disabled");
        var entry =
                space.azure()
                        .network()
                        .find("privateDnsZones/privatelink.blob.core.usgovcloudapi.net/A/acct")
                        .orElseThrow();
        assertThat(entry.at("/properties/aRecords/0/ipv4Address").asText()).isEqualTo("10.0.0.7");
    }

    @Test
    void leavesAnAccountThatIsClosedAsItIs() {
        space.azure().network().put("v", "s", "x");
        run(_ -> {});
        int before = requests().size();

        done(run(_ -> {}));

        assertThat(requests().subList(before, requests().size()))
                .noneMatch(call -> call.contains("Microsoft.Network"));
    }

    @Test
    void saysThatTheNetworkCannotBeFound() {
        var failed = failed(run(_ -> {}));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.message())
                .startsWith(
                        "Unable to process private endpoint: failed to discover vnet name, please"
                                + " provide network details manually");
        assertThat(
                        space.azure()
                                .find("acct")
                                .orElseThrow()
                                .resource()
                                .at("/properties/publicNetworkAccess")
                                .isMissingNode())
                .isTrue();
    }

    @Test
    void usesTheNetworkOfTheUser() {
        var status =
                done(
                        run(
                                spec ->
                                        spec.withObject("/network")
                                                .put("vnet", "mine")
                                                .put("subnet", "sub")));

        assertThat(status.at("/network/vnet").asText()).isEqualTo("mine");
        var endpoint = space.azure().network().find("privateEndpoints/pe").orElseThrow();
        assertThat(endpoint.at("/properties/subnet/id").asText())
                .isEqualTo(
                        "/subscriptions/sub/resourceGroups/nets/providers/Microsoft.Network/virtualNetworks/mine/subnets/sub");
    }

    @Test
    void takesAwayWhatItMadeAndLeavesTheZone() {
        space.azure().network().put("v", "s", "x");
        run(_ -> {});

        done(run(spec -> spec.put("state", "Absent").put("createdHere", true)));

        var zone = "privateDnsZones/privatelink.blob.core.usgovcloudapi.net";
        assertThat(space.azure().network().find("privateEndpoints/pe")).isEmpty();
        assertThat(space.azure().network().find(zone + "/A/acct")).isEmpty();
        assertThat(space.azure().network().find(zone + "/virtualNetworkLinks/acct")).isEmpty();
        assertThat(space.azure().network().find(zone)).isPresent();
        assertThat(space.azure().names()).isEmpty();
    }
}
