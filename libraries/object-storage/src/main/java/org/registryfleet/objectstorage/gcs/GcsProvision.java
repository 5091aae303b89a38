package org.registryfleet.objectstorage.gcs;

import com.google.api.services.storage.model.Bucket;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.util.LinkedHashMap;

/**
 * Creates or adopts a bucket (storage specification, section 2.6.4, createStorage): looked up when
 * it may exist, created when it does not, labelled and tagged when it is ours.
 */
final class GcsProvision {

    private static final int CONFLICT = 409;

    private final GcsBucket session;
    private final WantedStorage wanted;

    GcsProvision(GcsBucket session) {
        this.session = session;
        this.wanted = session.wanted();
    }

    ExternalResourceResult run() throws IOException {
        if (wanted.isNamed()) {
            var found = session.find();
            if (found.isPresent()) {
                return there(found.get());
            }
            if (!wanted.mayCreate()) {
                return ExternalResults.failed(
                        404, "404", "the bucket " + session.name() + " does not exist");
            }
        }
        return create();
    }

    private ExternalResourceResult create() throws IOException {
        var project = wanted.text("project");
        try {
            var storage = session.client().storage();
            var made =
                    storage.buckets()
                            .insert(
                                    project.isEmpty() ? session.client().project() : project,
                                    described())
                            .execute();
            return found(made, true, true);
        } catch (IOException failure) {
            if (GcsRefusals.status(failure) != CONFLICT) {
                throw failure;
            }
            return ours(failure);
        }
    }

    /** An earlier attempt may have created the bucket; a foreign bucket keeps the name. */
    private ExternalResourceResult ours(IOException taken) throws IOException {
        try {
            var found = session.find().filter(session::isLabelledAsOurs);
            return found.isPresent() ? there(found.get()) : GcsRefusals.failed(taken);
        } catch (IOException failure) {
            return GcsRefusals.status(failure) == 403
                    ? GcsRefusals.failed(taken)
                    : GcsRefusals.failed(failure);
        }
    }

    private Bucket described() {
        var bucket = new Bucket().setName(session.name()).setLabels(session.labels(true));
        if (!wanted.text("region").isEmpty()) {
            bucket.setLocation(wanted.text("region"));
        }
        if (!wanted.text("keyId").isEmpty()) {
            bucket.setEncryption(
                    new Bucket.Encryption().setDefaultKmsKeyName(wanted.text("keyId")));
        }
        return bucket.setIamConfiguration(
                new Bucket.IamConfiguration()
                        .setPublicAccessPrevention("enforced")
                        .setUniformBucketLevelAccess(
                                new Bucket.IamConfiguration.UniformBucketLevelAccess()
                                        .setEnabled(true)));
    }

    private ExternalResourceResult there(Bucket bucket) throws IOException {
        boolean isOurs = wanted.isCreatedHere() || session.isLabelledAsOurs(bucket);
        boolean managed = wanted.isManaged() || (wanted.isManagedIfCreated() && isOurs);
        return found(managed ? labelled(bucket) : bucket, wanted.isCreatedHere(), managed);
    }

    /**
     * Keeps labels of others. A managed bucket that was not created here gets no ownership mark.
     */
    private Bucket labelled(Bucket bucket) throws IOException {
        var labels = new LinkedHashMap<String, String>();
        if (bucket.getLabels() != null) {
            labels.putAll(bucket.getLabels());
        }
        labels.putAll(session.labels(wanted.isCreatedHere()));
        return labels.equals(bucket.getLabels())
                ? bucket
                : session.client()
                        .storage()
                        .buckets()
                        .patch(session.name(), new Bucket().setLabels(labels))
                        .execute();
    }

    private ExternalResourceResult found(Bucket bucket, boolean created, boolean managed) {
        var status = ExternalResults.there(created, managed);
        var encryption = bucket.getEncryption();
        if (encryption != null && encryption.getDefaultKmsKeyName() != null) {
            status.put("keyId", encryption.getDefaultKmsKeyName());
        }
        if (managed) {
            status.set("tagging", new TagBindings(session).bind());
        }
        return new ExternalResourceResult.Done(status);
    }
}
