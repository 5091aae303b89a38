package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.PodContributionBuilder;
import org.registryfleet.storageprovisioner.objectstore.ProviderKeys;
import org.registryfleet.storageprovisioner.objectstore.YamlScalar;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the Azure backend contributes to the registry's pod and to its private Secret (section
 * 2.6.7): the account key, or what the pod needs for workload identity.
 */
final class AzurePodContribution {

    static final String ACCOUNT_KEY = "REGISTRY_STORAGE_AZURE_ACCOUNTKEY";

    private static final String FETCHED = "azure-account-key";
    private static final Map<String, String> IDENTITY =
            variables("AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE");

    private AzurePodContribution() {}

    static ObjectNode withKey(AzureSettings settings, AzureCloud cloud, Observed secret) {
        var part = new PodContributionBuilder();
        from(part, secret, Map.of(ACCOUNT_KEY, ACCOUNT_KEY));
        return complete(part, settings, cloud);
    }

    /** Uses the account key that the executor fetched and stored in the cluster. */
    static ObjectNode withFetchedKey(
            AzureSettings settings, AzureCloud cloud, ObservedBucket found) {
        var part = new PodContributionBuilder();
        part.secretEnv(ACCOUNT_KEY);
        ProviderKeys.copy(part, ACCOUNT_KEY, FETCHED, found);
        return complete(part, settings, cloud);
    }

    /** Uses workload identity, with a service account token mounted at that path. */
    static ObjectNode withIdentity(AzureSettings settings, AzureCloud cloud, Observed secret) {
        var part = new PodContributionBuilder();
        from(part, secret, IDENTITY);
        part.env("AZURE_AUTHORITY_HOST", cloud.login() + "/");
        return complete(part, settings, cloud);
    }

    /** The registry's variables and the Secret keys they are read from. */
    private static void from(
            PodContributionBuilder part, Observed secret, Map<String, String> variables) {
        variables.forEach(
                (name, key) -> {
                    part.secretEnv(name);
                    part.secret(name, secret.ref(), "/data/" + key, CloudSecrets.text(secret, key));
                });
    }

    private static ObjectNode complete(
            PodContributionBuilder part, AzureSettings settings, AzureCloud cloud) {
        part.env("REGISTRY_STORAGE", "azure");
        part.env("REGISTRY_STORAGE_AZURE_CONTAINER", YamlScalar.of(settings.container()));
        part.env("REGISTRY_STORAGE_AZURE_ACCOUNTNAME", YamlScalar.of(settings.account()));
        if (!settings.cloud().isEmpty()) {
            part.env("REGISTRY_STORAGE_AZURE_REALM", cloud.suffix());
        }
        return part.finished();
    }

    /** The platform's Secret uses the same names in lower case. */
    private static Map<String, String> variables(String... names) {
        var variables = new LinkedHashMap<String, String>();
        for (var name : names) {
            variables.put(name, name.toLowerCase(Locale.ROOT));
        }
        return variables;
    }
}
