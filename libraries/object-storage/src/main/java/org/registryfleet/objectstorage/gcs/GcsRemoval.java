package org.registryfleet.objectstorage.gcs;

import com.google.api.services.storage.model.StorageObject;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ExternalResults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Empties and deletes a bucket that is proven to be this cluster's: created here, or labelled as
 * owned. What exceeds the time budget of one action is left to the next attempt.
 */
final class GcsRemoval {

    private static final long AT_ONCE = 32;

    private final GcsBucket session;

    GcsRemoval(GcsBucket session) {
        this.session = session;
    }

    ExternalResourceResult run() throws IOException {
        var bucket = session.find();
        if (bucket.isEmpty()) {
            return ExternalResults.gone();
        }
        if (!session.wanted().isCreatedHere() && !session.isLabelledAsOurs(bucket.get())) {
            return ExternalResults.notOwned(
                    session.name(), "label " + session.ownershipLabel() + "=owned");
        }
        while (session.hasTime().getAsBoolean()) {
            var objects = objects();
            if (objects.isEmpty()) {
                unlessMissing(
                        () ->
                                session.client()
                                        .storage()
                                        .buckets()
                                        .delete(session.name())
                                        .execute());
                return ExternalResults.gone();
            }
            delete(objects);
        }
        return ExternalResults.unfinished(session.name());
    }

    private List<StorageObject> objects() throws IOException {
        var page =
                session.client()
                        .storage()
                        .objects()
                        .list(session.name())
                        .setVersions(true)
                        .setMaxResults(AT_ONCE)
                        .execute()
                        .getItems();
        return page == null ? List.of() : page;
    }

    private void delete(List<StorageObject> objects) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    objects.stream().<Callable<Void>>map(object -> () -> delete(object)).toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the bucket was being emptied", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @SuppressWarnings("NullAway") // a Callable without a result has null for one
    private Void delete(StorageObject object) throws IOException {
        unlessMissing(
                () ->
                        session.client()
                                .storage()
                                .objects()
                                .delete(session.name(), object.getName())
                                .setGeneration(object.getGeneration())
                                .execute());
        return null;
    }

    /** Idempotent: a missing bucket counts as deleted. */
    private static void unlessMissing(Request request) throws IOException {
        try {
            request.send();
        } catch (IOException failure) {
            if (!GcsBucket.isMissing(failure)) {
                throw failure;
            }
        }
    }

    private interface Request {
        void send() throws IOException;
    }
}
