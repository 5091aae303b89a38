package org.registryfleet.objectstorage.gcs;

import com.google.api.services.storage.model.Bucket;

import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.inventory.Inventory;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One action on one bucket.
 *
 * @param hasTime whether the action's time budget is not exhausted
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

    /** Whether the ownership label of the bucket names this cluster. */
    boolean isLabelledAsOurs(Bucket bucket) {
        Map<String, String> labels = bucket.getLabels();
        return labels != null && "owned".equals(labels.get(ownershipLabel()));
    }

    String ownershipLabel() {
        return "kubernetes-io-cluster-" + wanted.text("owner");
    }

    /**
     * The desired labels.
     *
     * @param isOurs whether it was created here and so gets the ownership mark
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
