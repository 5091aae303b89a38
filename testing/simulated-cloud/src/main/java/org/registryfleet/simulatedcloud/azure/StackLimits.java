package org.registryfleet.simulatedcloud.azure;

import org.registryfleet.simulatedcloud.call.CloudRequest;

/** What an Azure Stack does not know: later versions, and containers in its Resource Manager. */
final class StackLimits {

    private static final String HOSTS = ".azurestack.external";
    private static final String MANAGEMENT = "2019-06-01";
    private static final String BLOBS = "2018-11-09";

    private StackLimits() {}

    static boolean serves(String host) {
        return host.endsWith(HOSTS);
    }

    /** Whether it can do that. */
    static boolean allows(CloudRequest request, String operation) {
        if (!serves(request.host()) || operation.equals("token")) {
            return true;
        }
        return operation.equals("blob")
                ? request.header("x-ms-version").equals(BLOBS)
                : request.query().getOrDefault("api-version", "").equals(MANAGEMENT)
                        && !operation.startsWith("container.");
    }
}
