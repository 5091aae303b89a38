package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.inventory.Inventory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One action on one storage account and its container.
 *
 * @param hasTime whether the action's time budget is not exhausted
 */
record StorageAccount(AzureResources manager, WantedStorage wanted, BooleanSupplier hasTime) {

    /** Ownership metadata of a container created here; names its owner. */
    static final String OWNER = "registryfleetowner";

    /** Tag of an account created here, and not by an installer. */
    static final String MADE_HERE = Inventory.MARK;

    /** Key of the account's first key in the stored Secret. */
    static final String KEY = "azure-account-key";

    static final String CHECK_NAME = "/providers/Microsoft.Storage/checkNameAvailability";

    /** The cluster's resource group. */
    String group() {
        var written = credential("azure_resourcegroup");
        return "/resourceGroups/"
                + encoded(written.isEmpty() ? wanted.text("resourceGroup") : written);
    }

    String path() {
        return group()
                + "/providers/Microsoft.Storage/storageAccounts/"
                + encoded(wanted.text("account"));
    }

    String containers() {
        return path() + "/blobServices/default/containers";
    }

    String container() {
        return containers() + "/" + encoded(wanted.text("container"));
    }

    /** Whether keys are not needed because every client authenticates with an identity. */
    boolean isWithoutKeys() {
        return !credential("azure_federated_token_file").isEmpty();
    }

    /** Whether the cloud only supports old API versions (Azure Stack). */
    boolean isStack() {
        return wanted.spec().path("isStack").asBoolean(false);
    }

    String credential(String name) {
        return wanted.spec().path("credentials").path(name).asText("");
    }

    /** Whether the account was created here for this cluster. */
    boolean isAccountOurs(JsonNode account) {
        var tags = account.path("tags");
        return tags.path("kubernetes.io_cluster." + wanted.text("owner")).asText("").equals("owned")
                && tags.path(MADE_HERE).asText("").equals(wanted.text("owner"));
    }

    boolean isContainerOurs(Map<String, String> metadata) {
        var owner = metadata.getOrDefault(OWNER, "");
        return !owner.isEmpty() && owner.equals(wanted.text("owner"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
