package org.registryfleet.storageprovisioner.objectstore.azure;

import java.util.Locale;
import java.util.Optional;

/**
 * One of Azure's clouds: where its services are (storage specification, section 2.6.5). Addresses
 * end without a slash.
 *
 * @param suffix of the hosts of accounts
 * @param login where tokens come from
 * @param management where accounts and containers are made
 * @param audience for whom a token is
 * @param isStack it knows the services' old versions only
 */
record AzureCloud(
        String suffix, String login, String management, String audience, boolean isStack) {

    /** Empty for a name that is not known, and for Azure Stack, whose services are anywhere. */
    static Optional<AzureCloud> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "", "AZUREPUBLICCLOUD", "AZURECLOUD" ->
                    released(
                            "core.windows.net",
                            "https://login.microsoftonline.com",
                            "https://management.azure.com");
            case "AZUREUSGOVERNMENTCLOUD", "AZUREUSGOVERNMENT" ->
                    released(
                            "core.usgovcloudapi.net",
                            "https://login.microsoftonline.us",
                            "https://management.usgovcloudapi.net");
            case "AZURECHINACLOUD" ->
                    released(
                            "core.chinacloudapi.cn",
                            "https://login.chinacloudapi.cn",
                            "https://management.chinacloudapi.cn");
            case "AZUREGERMANCLOUD" ->
                    released(
                            "core.cloudapi.de",
                            "https://login.microsoftonline.de",
                            "https://management.microsoftazure.de");
            default -> Optional.empty();
        };
    }

    private static Optional<AzureCloud> released(String suffix, String login, String management) {
        return Optional.of(new AzureCloud(suffix, login, management, management, false));
    }
}
