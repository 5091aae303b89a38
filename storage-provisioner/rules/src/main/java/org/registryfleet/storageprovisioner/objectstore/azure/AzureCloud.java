package org.registryfleet.storageprovisioner.objectstore.azure;

import java.util.Locale;
import java.util.Optional;

/**
 * The service endpoints of one Azure cloud (storage specification, section 2.6.5). Addresses have
 * no trailing slash.
 *
 * @param suffix host suffix of storage accounts
 * @param login token endpoint
 * @param management management endpoint
 * @param audience audience of tokens
 * @param isStack whether it supports only old API versions
 */
record AzureCloud(
        String suffix, String login, String management, String audience, boolean isStack) {

    /** Empty for an unknown name and for Azure Stack, whose endpoints are installation-specific. */
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
