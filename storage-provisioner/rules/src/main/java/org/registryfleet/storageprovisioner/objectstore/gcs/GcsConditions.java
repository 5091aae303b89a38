package org.registryfleet.storageprovisioner.objectstore.gcs;

import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.result.StorageCondition;

import java.util.ArrayList;
import java.util.List;

/** The conditions of a GCS bucket, with the wording of the storage specification, section 2.6.4. */
final class GcsConditions {

    private static final String UNKNOWN = "Unknown Error Occurred";
    private static final String NOT_FOUND = "404";
    private static final String TAGGED = "StorageTagged";

    private GcsConditions() {}

    static List<StorageCondition> of(ObservedBucket found, String bucket) {
        var conditions = new ArrayList<StorageCondition>();
        conditions.add(
                StorageCondition.exists(
                        "GCS Bucket Exists",
                        found.isManaged() ? "GCS bucket was successfully created" : ""));
        var status = found.observed().status();
        if (!found.isManaged()) {
            return conditions;
        }
        conditions.add(
                new StorageCondition(
                        "StorageLabeled",
                        "True",
                        "Bucket Labeled Successfully",
                        "Successfully added user-defined labels to " + bucket + " storage bucket"));
        if (!status.path("keyId").asText("").isEmpty()) {
            conditions.add(
                    new StorageCondition(
                            "StorageEncrypted",
                            "True",
                            "Encryption Successful",
                            "KMS encryption was successfully enabled on the GCS bucket"));
        }
        conditions.add(tagging(status.path("tagging").path("bound").asInt(0), found, bucket));
        return conditions;
    }

    private static StorageCondition tagging(int bound, ObservedBucket found, String bucket) {
        var error = found.observed().status().path("tagging").path("error").asText("");
        if (!error.isEmpty()) {
            return new StorageCondition(TAGGED, "False", "ErrorTaggingBucket", error);
        }
        return bound > 0
                ? new StorageCondition(
                        TAGGED,
                        "True",
                        "SuccessTaggingBucket",
                        "Successfully added user-defined tags to " + bucket + " storage bucket")
                : new StorageCondition(
                        TAGGED, "False", "SuccessTaggingBucket", "user did not define any tags");
    }

    static StorageCondition failed(Failure failure) {
        var reason = failure.reason();
        if (reason.equals(NOT_FOUND)) {
            return StorageCondition.missing("Bucket does not exist", failure.message());
        }
        return reason.matches("\\d{3}")
                ? StorageCondition.missing(reason, failure.message())
                : StorageCondition.unknown(UNKNOWN, failure.message());
    }
}
