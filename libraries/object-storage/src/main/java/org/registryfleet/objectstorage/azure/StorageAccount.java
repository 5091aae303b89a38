package org.registryfleet.objectstorage.azure;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.inventory.Inventory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One action's dealings with one account and its container.
 *
 * @param hasTime whether the action's time is not used up
 */
record StorageAccount(AzureResources manager, WantedStorage wanted, BooleanSupplier hasTime) {

    /** Metadata of a container that was made here: whose it is. */
    static final String OWNER = "registryfleetowner";

    /** A tag of an account that was made here and not by an installer. */
    static final String MADE_HERE = Inventory.MARK;

    /** The account's first key, as the kept keys call it. */
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

    /** Its keys are not needed: everybody who uses it shows who they are. */
    boolean isWithoutKeys() {
        return !credential("azure_federated_token_file").isEmpty();
    }

    /** The cloud knows the services' old versions only. */
    boolean isStack() {
        return wanted.spec().path("isStack").asBoolean(false);
    }

    String credential(String name) {
        return wanted.spec().path("credentials").path(name).asText("");
    }

    /** The account was made here for this very cluster. */
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
