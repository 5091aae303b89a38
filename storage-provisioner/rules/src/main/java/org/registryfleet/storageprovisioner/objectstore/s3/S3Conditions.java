package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.ArrayList;
import java.util.List;

/** The conditions of an S3 bucket, with the wording of the storage specification, section 2.6.3. */
public final class S3Conditions {

    /** The reason the executor reports if no server responded. */
    private static final String UNKNOWN = "Unknown Error Occurred";

    private static final String TAKEN = "BucketAlreadyExists";

    private S3Conditions() {}

    /** The condition of an existing bucket, with its properties if it is ours. */
    public static List<StorageCondition> of(ObservedBucket found, String keyId) {
        var conditions = new ArrayList<StorageCondition>();
        conditions.add(StorageCondition.exists("S3 Bucket Exists", ""));
        var status = found.observed().status();
        add(
                conditions,
                "StoragePublicAccessBlocked",
                status.path("publicAccessBlock"),
                "Public Access Block Successful",
                "Public access to the S3 bucket and its contents have been successfully blocked.");
        add(
                conditions,
                "StorageTagged",
                status.path("tagging"),
                "Tagging Successful",
                "Tags were successfully applied to the S3 bucket");
        add(
                conditions,
                "StorageEncrypted",
                status.path("encryption"),
                "Encryption Successful",
                "Default "
                        + (keyId.isEmpty() ? "AES256" : "aws:kms")
                        + " encryption was successfully enabled on the S3 bucket");
        add(
                conditions,
                "StorageIncompleteUploadCleanupEnabled",
                status.path("cleanup"),
                "Enable Cleanup Successful",
                "Default cleanup of incomplete multipart uploads after one (1) day was"
                        + " successfully enabled");
        return conditions;
    }

    /** The changed settings cannot be applied. */
    public static StorageCondition changed() {
        return StorageCondition.unknown(
                "S3 Configuration Changed", "S3 storage is in an unknown state");
    }

    /** Nothing but an edit of the Config helps. */
    static StorageCondition invalid(String why) {
        return StorageCondition.missing("InvalidConfiguration", why);
    }

    /** The registry's pods tell whether they reach it. */
    static StorageCondition unchecked(String endpoint) {
        return StorageCondition.unknown(
                StorageCondition.NOT_CHECKED,
                endpoint + " can be reached from inside the cluster only");
    }

    public static StorageCondition deleted() {
        return StorageCondition.missing("S3 Bucket Deleted", "The S3 bucket has been removed.");
    }

    public static StorageCondition notDeleted(Failure failure) {
        return StorageCondition.unknown(failure.reason(), failure.message());
    }

    public static StorageCondition failed(Failure failure, String bucket) {
        if (failure.reason().equals(TAKEN)) {
            return StorageCondition.missing(
                    "Unable to Access Bucket",
                    "The bucket " + bucket + " exists, but is owned by another account");
        }
        return failure.reason().equals(UNKNOWN) || failure.reason().isEmpty()
                ? StorageCondition.unknown(UNKNOWN, failure.message())
                : StorageCondition.missing(failure.reason(), failure.message());
    }

    /** The same as an error of the whole registry. */
    public static String error(Failure failure, String bucket, StorageCondition condition) {
        return failure.reason().equals(TAKEN)
                ? "bucket " + bucket + " exists but is owned by another account"
                : condition.message();
    }

    private static void add(
            List<StorageCondition> conditions,
            String type,
            JsonNode fact,
            String reason,
            String message) {
        if (fact.isMissingNode()) {
            return;
        }
        conditions.add(
                fact.path("done").asBoolean(false)
                        ? new StorageCondition(type, "True", reason, message)
                        : new StorageCondition(
                                type,
                                "False",
                                fact.path("reason").asText(UNKNOWN),
                                fact.path("message").asText("")));
    }
}
