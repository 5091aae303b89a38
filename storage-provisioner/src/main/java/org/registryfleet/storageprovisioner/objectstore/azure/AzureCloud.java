package org.registryfleet.storageprovisioner.objectstore.azure;

import java.util.Locale;
import java.util.Optional;

/** Azure's clouds and where their services are (storage specification, section 2.6.5). */
enum AzureCloud {
    PUBLIC("core.windows.net", "https://login.microsoftonline.com", "https://management.azure.com"),
    US_GOVERNMENT(
            "core.usgovcloudapi.net",
            "https://login.microsoftonline.us",
            "https://management.usgovcloudapi.net"),
    CHINA(
            "core.chinacloudapi.cn",
            "https://login.chinacloudapi.cn",
            "https://management.chinacloudapi.cn"),
    GERMANY(
            "core.cloudapi.de",
            "https://login.microsoftonline.de",
            "https://management.microsoftazure.de");

    private final String suffix;
    private final String login;
    private final String management;

    AzureCloud(String suffix, String login, String management) {
        this.suffix = suffix;
        this.login = login;
        this.management = management;
    }

    /** Empty for a name that is not known, and for Azure Stack, whose services are anywhere. */
    static Optional<AzureCloud> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "", "AZUREPUBLICCLOUD", "AZURECLOUD" -> Optional.of(PUBLIC);
            case "AZUREUSGOVERNMENTCLOUD", "AZUREUSGOVERNMENT" -> Optional.of(US_GOVERNMENT);
            case "AZURECHINACLOUD" -> Optional.of(CHINA);
            case "AZUREGERMANCLOUD" -> Optional.of(GERMANY);
            default -> Optional.empty();
        };
    }

    /** Of the hosts of accounts. */
    String suffix() {
        return suffix;
    }

    /** Where tokens come from. */
    String login() {
        return login;
    }

    /** Where accounts and containers are made. */
    String management() {
        return management;
    }
}
