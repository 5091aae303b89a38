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

/** Opens the inventory of a provider account. */
public final class Inventories {

    /** Timeouts for interactive use, in which a removal runs until it is done. */
    public static final ProviderTimeouts PATIENT =
            new ProviderTimeouts(
                    Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(6));

    private Inventories() {}

    /**
     * Opens the inventory, which the caller closes.
     *
     * @param place location and credentials: the fields of an action's spec
     * @throws IOException when the credentials are unusable; the message does not contain them
     */
    public static Inventory open(
            ObjectNode place, ProviderTimeouts limits, EndpointOverride endpointOverride)
            throws IOException {
        var provider = place.path("provider").asText("");
        return switch (provider) {
            case "s3" -> new S3Inventory(place, limits, endpointOverride);
            case "gcs" -> new GcsInventory(place, limits, endpointOverride);
            case "azure" -> new AzureInventory(place, limits, endpointOverride);
            case "swift" -> new SwiftInventory(place, limits, endpointOverride);
            default -> throw new IOException("no provider is called \"" + provider + "\"");
        };
    }
}
