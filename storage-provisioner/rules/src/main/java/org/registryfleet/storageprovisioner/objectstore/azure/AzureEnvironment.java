package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.JsonText;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;

/**
 * The Azure cloud that a configuration names. The endpoints of an Azure Stack come from the
 * platform's ConfigMap (storage specification, sections 2.6.5 and 2.6.11).
 */
sealed interface AzureEnvironment {

    /** The known endpoints. */
    record Known(AzureCloud cloud) implements AzureEnvironment {}

    /** The cloud is unknown, or its endpoints are. */
    record Unknown(String why) implements AzureEnvironment {}

    /** The cloud of that name, case-insensitively. */
    static AzureEnvironment of(String name, Snapshot objects) {
        if (name.equalsIgnoreCase("AzureStackCloud")) {
            return Stack.of(objects);
        }
        return AzureCloud.named(name)
                .<AzureEnvironment>map(Known::new)
                .orElseGet(
                        () ->
                                new Unknown(
                                        "autorest/azure: There is no cloud environment matching the"
                                                + " name \"%s\""
                                                        .formatted(name.toUpperCase(Locale.ROOT))));
    }

    /** The endpoints of an Azure Stack, as configured by its administrator. */
    final class Stack {

        private static final String KEY = "endpoints";
        private static final String SUFFIX = "storageEndpointSuffix";
        private static final String LOGIN = "activeDirectoryEndpoint";
        private static final String MANAGEMENT = "resourceManagerEndpoint";
        private static final String AUDIENCE = "tokenAudience";

        private Stack() {}

        private static AzureEnvironment of(Snapshot objects) {
            var text =
                    objects.find(Infrastructure.PROVIDER_CONFIG)
                            .map(map -> map.content().at("/data/" + KEY).asText(""))
                            .orElse("");
            if (text.isBlank()) {
                return new Unknown(
                        "the ConfigMap openshift-config/cloud-provider-config does not say where"
                                + " the services of AzureStackCloud are: write it as JSON under the key "
                                + KEY);
            }
            var written = JsonText.tree(text);
            return written.isObject()
                    ? of(written)
                    : new Unknown(
                            "the key endpoints of the ConfigMap openshift-config/cloud-provider-config"
                                    + " is no JSON object");
        }

        private static AzureEnvironment of(JsonNode written) {
            var missing = new ArrayList<String>();
            Map.of(
                            MANAGEMENT,
                            "ResourceManagerEndpoint",
                            LOGIN,
                            "ActiveDirectoryEndpoint",
                            AUDIENCE,
                            "TokenAudience",
                            SUFFIX,
                            "StorageEndpointSuffix")
                    .forEach(
                            (field, option) -> {
                                if (address(written, field).isEmpty()) {
                                    missing.add("'Environment." + option + "'");
                                }
                            });
            missing.sort(null);
            return missing.isEmpty()
                    ? new Known(
                            new AzureCloud(
                                    address(written, SUFFIX),
                                    address(written, LOGIN),
                                    address(written, MANAGEMENT),
                                    address(written, AUDIENCE),
                                    true))
                    : new Unknown(
                            "client misconfigured, missing %s option(s)"
                                    .formatted(String.join(", ", missing)));
        }

        private static String address(JsonNode written, String field) {
            return written.path(field).asText("").strip().replaceFirst("/+$", "");
        }
    }
}
