package org.registryfleet.objectstorage.azure;

import com.azure.core.exception.AzureException;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.inventory.InventoryListing;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.objectstorage.inventory.Usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inventory of one Azure subscription: marked containers, and accounts created here that hold none.
 */
public final class AzureInventory implements Inventory {

    private static final String ACCOUNTS = "/providers/Microsoft.Storage/storageAccounts";

    private final ObjectNode place;
    private final ProviderTimeouts limits;
    private final AzureClients clients;
    private final AzureResources manager;

    public AzureInventory(
            ObjectNode place, ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.place = place;
        this.limits = limits;
        this.clients = new AzureClients(limits, endpointOverride);
        this.manager = clients.manager(new WantedStorage(place), proof(), "");
    }

    private ClientAssertion proof() {
        return ClientAssertion.secret(place.at("/credentials/azure_client_secret").asText(""));
    }

    @Override
    public InventoryListing survey() throws IOException {
        var marked = new ArrayList<MarkedBucket>();
        var troubles = new ArrayList<InventoryListing.Trouble>();
        for (var account : all(ACCOUNTS)) {
            try {
                marked.addAll(look(account));
            } catch (IOException failure) {
                troubles.add(
                        new InventoryListing.Trouble(
                                account.path("name").asText(""),
                                String.valueOf(failure.getMessage())));
            }
        }
        return new InventoryListing(marked, troubles);
    }

    private List<MarkedBucket> look(JsonNode account) throws IOException {
        var name = account.path("name").asText("");
        var session = session(new MarkedBucket(name + "/", "", ""), group(account));
        var containers = all(session.containers());
        var marked = new ArrayList<MarkedBucket>();
        for (var listed : containers) {
            var bucket = name + "/" + listed.path("name").asText("");
            var one = session(new MarkedBucket(bucket, "", ""), group(account));
            // lists may omit the metadata
            var properties = manager.get(one.container()).orElse(listed).path("properties");
            var owner = properties.path("metadata").path(StorageAccount.OWNER).asText("");
            if (!owner.isEmpty()) {
                marked.add(
                        new MarkedBucket(
                                bucket, owner, properties.path("lastModifiedTime").asText("")));
            }
        }
        var owner = account.path("tags").path(MARK).asText("");
        if (containers.isEmpty() && !owner.isEmpty()) {
            var created = account.at("/properties/creationTime").asText("");
            marked.add(new MarkedBucket(name + "/", owner, created));
        }
        return marked;
    }

    @Override
    public Usage usage(MarkedBucket bucket) throws IOException {
        if (bucket.name().endsWith("/")) {
            return new Usage(0, 0, true);
        }
        long objects = 0;
        long bytes = 0;
        try {
            var versions = new ListBlobsOptions();
            versions.getDetails().setRetrieveVersions(true).setRetrieveSnapshots(true);
            var wanted = session(bucket, "").wanted();
            for (var blob : clients.reader(wanted, proof(), "").listBlobs(versions, null)) {
                if (objects == Usage.MOST) {
                    return new Usage(objects, bytes, false);
                }
                objects++;
                var length = blob.getProperties().getContentLength();
                bytes += length == null ? 0 : length;
            }
        } catch (BlobStorageException refused) {
            throw new IOException(
                    "RESPONSE %d: %s: reading needs the role Storage Blob Data Reader"
                            .formatted(refused.getStatusCode(), refused.getErrorCode()),
                    refused);
        } catch (AzureException | UncheckedIOException failure) {
            throw new IOException("no answer from Azure: " + failure.getMessage(), failure);
        }
        return new Usage(objects, bytes, true);
    }

    @Override
    public ExternalResourceResult remove(MarkedBucket bucket) {
        try {
            var name = bucket.name().split("/", 2)[0];
            for (var account : all(ACCOUNTS)) {
                if (account.path("name").asText("").equals(name)) {
                    return remove(session(bucket, group(account)), account);
                }
            }
            return ExternalResults.gone();
        } catch (RefusedException refused) {
            return ExternalResults.failed(
                    refused.status(), "AzureError", String.valueOf(refused.getMessage()));
        } catch (IOException | UncheckedIOException | AzureException failure) {
            return ExternalResults.failed(
                    0, ExternalResults.UNKNOWN, "no answer from Azure: " + failure.getMessage());
        } catch (RuntimeException failure) {
            return AzureExecutor.unansweredOr(failure);
        }
    }

    private ExternalResourceResult remove(StorageAccount session, JsonNode account)
            throws IOException {
        if (!session.wanted().text("container").isEmpty()) {
            return new AzureRemoval(session, (of, _) -> new ManagedContainers(of)).run();
        }
        if (!session.isAccountOurs(account) || !all(session.containers()).isEmpty()) {
            return ExternalResults.notOwned(
                    session.wanted().bucket(), MARK + "=" + session.wanted().text("owner"));
        }
        manager.delete(session.path());
        return ExternalResults.gone();
    }

    /** Reads all pages of a list. */
    private List<JsonNode> all(String path) throws IOException {
        try {
            return pages(path);
        } catch (RuntimeException failure) {
            if (failure.getCause() instanceof IOException unanswered) {
                throw unanswered;
            }
            throw failure;
        }
    }

    private List<JsonNode> pages(String path) throws IOException {
        var all = new ArrayList<JsonNode>();
        var page = manager.get(path);
        while (page.isPresent()) {
            page.get().path("value").forEach(all::add);
            var next = page.get().path("nextLink").asText("");
            page = next.isEmpty() ? java.util.Optional.empty() : manager.next(next);
        }
        return all;
    }

    private StorageAccount session(MarkedBucket bucket, String group) {
        var parts = bucket.name().split("/", 2);
        var spec = place.deepCopy().put("bucket", bucket.name()).put("owner", bucket.owner());
        spec.put("account", parts[0]).put("container", parts[1]).put("resourceGroup", group);
        spec.put("state", "Absent").put("createdHere", false);
        var end = System.nanoTime() + limits.action().toNanos();
        return new StorageAccount(manager, new WantedStorage(spec), () -> System.nanoTime() < end);
    }

    /** The resource group, parsed from the account's id. */
    private static String group(JsonNode account) {
        var parts = account.path("id").asText("").split("/", -1);
        for (int i = 0; i + 1 < parts.length; i++) {
            if (parts[i].equalsIgnoreCase("resourceGroups")) {
                return parts[i + 1];
            }
        }
        return "";
    }
}
