package org.registryfleet.objectstorage.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.azure.AzureInventory;
import org.registryfleet.objectstorage.gcs.GcsInventory;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.s3.S3Inventory;
import org.registryfleet.objectstorage.swift.SwiftInventory;

import java.io.IOException;
import java.time.Duration;

/** Opens the inventory of a provider's account. */
public final class Inventories {

    /** A person waits, and a removal goes on until it is done. */
    public static final ProviderTimeouts PATIENT =
            new ProviderTimeouts(
                    Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(6));

    private Inventories() {}

    /**
     * The inventory; the caller closes it.
     *
     * @param place where, and with which credentials: the fields of an action's spec
     * @throws IOException when the credentials are of no use; the message does not hold them
     */
    public static Inventory open(ObjectNode place, ProviderTimeouts limits, EndpointOverride detour)
            throws IOException {
        var provider = place.path("provider").asText("");
        return switch (provider) {
            case "s3" -> new S3Inventory(place, limits, detour);
            case "gcs" -> new GcsInventory(place, limits, detour);
            case "azure" -> new AzureInventory(place, limits, detour);
            case "swift" -> new SwiftInventory(place, limits, detour);
            default -> throw new IOException("no provider is called \"" + provider + "\"");
        };
    }
}
