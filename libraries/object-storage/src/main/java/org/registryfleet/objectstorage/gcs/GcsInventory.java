package org.registryfleet.objectstorage.gcs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.storage.model.Bucket;

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
import java.util.ArrayList;
import java.util.List;

/** Inventory of one Google Cloud project. */
public final class GcsInventory implements Inventory {

    private final ObjectNode place;
    private final ProviderTimeouts limits;
    private final GcsClient client;
    private final String project;

    /**
     * @throws IOException when the credentials are not a service account key
     */
    public GcsInventory(
            ObjectNode place, ProviderTimeouts limits, EndpointOverride endpointOverride)
            throws IOException {
        this.place = place;
        this.limits = limits;
        this.client =
                new GcsClients(limits, endpointOverride)
                        .client(place.at("/credentials/file").asText(""), "", "");
        var named = place.path("project").asText("");
        this.project = named.isEmpty() ? client.project() : named;
    }

    @Override
    public InventoryListing survey() throws IOException {
        var marked = new ArrayList<MarkedBucket>();
        var list = client.storage().buckets().list(project);
        do {
            var page = told(list::execute);
            if (page.getItems() != null) {
                page.getItems().stream()
                        .filter(bucket -> !owner(bucket).isEmpty())
                        .map(GcsInventory::marked)
                        .forEach(marked::add);
            }
            list.setPageToken(page.getNextPageToken());
        } while (list.getPageToken() != null);
        return new InventoryListing(marked, List.of());
    }

    private static MarkedBucket marked(Bucket bucket) {
        var created = bucket.getTimeCreated();
        return new MarkedBucket(
                bucket.getName(), owner(bucket), created == null ? "" : created.toStringRfc3339());
    }

    private static String owner(Bucket bucket) {
        var labels = bucket.getLabels();
        return labels == null ? "" : labels.getOrDefault(MARK, "");
    }

    @Override
    public Usage usage(MarkedBucket bucket) throws IOException {
        long objects = 0;
        long bytes = 0;
        var list = client.storage().objects().list(bucket.name()).setVersions(true);
        do {
            var page = told(list::execute);
            if (page.getItems() != null) {
                for (var object : page.getItems()) {
                    objects++;
                    bytes += object.getSize() == null ? 0 : object.getSize().longValue();
                }
            }
            list.setPageToken(page.getNextPageToken());
        } while (list.getPageToken() != null && objects < Usage.MOST);
        return new Usage(objects, bytes, list.getPageToken() == null);
    }

    @Override
    public ExternalResourceResult remove(MarkedBucket bucket) {
        var spec = place.deepCopy().put("bucket", bucket.name()).put("owner", bucket.owner());
        // the ownership mark was verified before
        spec.put("state", "Absent").put("createdHere", true);
        var end = System.nanoTime() + limits.action().toNanos();
        var session = new GcsBucket(client, new WantedStorage(spec), () -> System.nanoTime() < end);
        try {
            var found = session.find();
            return found.isEmpty() || owner(found.get()).equals(bucket.owner())
                    ? new GcsRemoval(session).run()
                    : ExternalResults.notOwned(bucket.name(), MARK + "=" + bucket.owner());
        } catch (IOException failure) {
            return GcsRefusals.failed(failure);
        }
    }

    private static <T> T told(Asked<T> asked) throws IOException {
        try {
            return asked.send();
        } catch (IOException failure) {
            throw new IOException(GcsRefusals.text(failure), failure);
        }
    }

    private interface Asked<T> {
        T send() throws IOException;
    }
}
