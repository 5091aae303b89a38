package org.registryfleet.storageprovisioner.objectstore.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.storageprovisioner.objectstore.CloudSecrets;
import org.registryfleet.storageprovisioner.objectstore.PodPartDraft;
import org.registryfleet.storageprovisioner.objectstore.YamlScalar;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Azure adds to the registry's pod and to its private Secret (section 2.6.7). The platform's
 * service principal is handed on as it is: a key of the whole account is never fetched.
 */
final class AzurePodPart {

    static final String ACCOUNT_KEY = "REGISTRY_STORAGE_AZURE_ACCOUNTKEY";

    private static final Map<String, String> PRINCIPAL = principal();

    private AzurePodPart() {}

    static ObjectNode withKey(AzureSettings settings, AzureCloud cloud, Observed secret) {
        return of(settings, cloud, secret, Map.of(ACCOUNT_KEY, ACCOUNT_KEY));
    }

    static ObjectNode withPrincipal(AzureSettings settings, AzureCloud cloud, Observed secret) {
        return of(settings, cloud, secret, PRINCIPAL);
    }

    /** Variables of the registry, and the keys of the Secret that they come from. */
    private static ObjectNode of(
            AzureSettings settings,
            AzureCloud cloud,
            Observed secret,
            Map<String, String> variables) {
        var part = new PodPartDraft();
        variables.forEach(
                (name, key) -> {
                    part.secretEnv(name);
                    part.secret(name, secret.ref(), "/data/" + key, CloudSecrets.text(secret, key));
                });
        part.env("REGISTRY_STORAGE", "azure");
        part.env("REGISTRY_STORAGE_AZURE_CONTAINER", YamlScalar.of(settings.container()));
        part.env("REGISTRY_STORAGE_AZURE_ACCOUNTNAME", YamlScalar.of(settings.account()));
        if (!settings.cloud().isEmpty()) {
            part.env("REGISTRY_STORAGE_AZURE_REALM", cloud.suffix());
        }
        return part.finished();
    }

    private static Map<String, String> principal() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AZURE_CLIENT_ID", "azure_client_id");
        variables.put("AZURE_TENANT_ID", "azure_tenant_id");
        variables.put("AZURE_CLIENT_SECRET", "azure_client_secret");
        return variables;
    }
}
