package org.registryfleet.objectstorage.gcs;

import com.google.api.services.storage.model.Bucket;

import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.inventory.Inventory;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One action's dealings with one bucket.
 *
 * @param hasTime whether the action's time is not used up
 */
record GcsBucket(GcsClient client, WantedStorage wanted, BooleanSupplier hasTime) {

    private static final int MISSING = 404;

    String name() {
        return wanted.bucket();
    }

    Optional<Bucket> find() throws IOException {
        try {
            return Optional.of(
                    client.storage().buckets().get(name()).setProjection("full").execute());
        } catch (IOException failure) {
            if (isMissing(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Whether the bucket's own label says that it is this cluster's. */
    boolean isLabelledAsOurs(Bucket bucket) {
        Map<String, String> labels = bucket.getLabels();
        return labels != null && "owned".equals(labels.get(ownershipLabel()));
    }

    String ownershipLabel() {
        return "kubernetes-io-cluster-" + wanted.text("owner");
    }

    /**
     * The labels that it is to have.
     *
     * @param isOurs it was made here, so that it gets the mark that says so
     */
    Map<String, String> labels(boolean isOurs) {
        var labels = wanted.texts("labels");
        if (isOurs) {
            labels.put(Inventory.MARK, wanted.text("owner"));
        }
        return labels;
    }

    static boolean isMissing(IOException failure) {
        return GcsRefusals.status(failure) == MISSING;
    }
}
