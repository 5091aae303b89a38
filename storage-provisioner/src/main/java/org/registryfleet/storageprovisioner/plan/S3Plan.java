package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.objectstore.FoundBucket;
import org.registryfleet.storageprovisioner.objectstore.Management;
import org.registryfleet.storageprovisioner.objectstore.VerificationRound;
import org.registryfleet.storageprovisioner.objectstore.s3.S3Bucket;
import org.registryfleet.storageprovisioner.objectstore.s3.S3Conditions;
import org.registryfleet.storageprovisioner.objectstore.s3.S3PodPart;
import org.registryfleet.storageprovisioner.objectstore.s3.S3Request;
import org.registryfleet.storageprovisioner.objectstore.s3.S3Settings;
import org.registryfleet.storageprovisioner.outcome.StorageCondition;
import org.registryfleet.storageprovisioner.outcome.StorageError;

import java.time.Instant;
import java.util.List;

/**
 * Storage in a bucket of S3 (storage specification, section 2.6.3).
 *
 * <pre>
 *  credentials or CA   bucket as found last         plan
 *  missing             any                          refused
 *  there               not asked for as it is now   asked for: created or looked at, secured if ours
 *  there               last action failed           refused, tried again
 *  there               as asked for                 used, looked at again every ten minutes
 * </pre>
 */
final class S3Plan {

    private final StorageRequest request;
    private final S3Settings settings;
    private final ObjectRef ref;
    private final @Nullable FoundBucket found;

    private S3Plan(StorageRequest request, S3Settings settings) {
        this.request = request;
        this.settings = settings;
        this.ref = FoundBucket.ref("s3", settings.bucket());
        this.found = FoundBucket.find(request.objects(), ref).orElse(null);
    }

    static StoragePlan of(StorageRequest request) {
        var wanted = S3Request.of(request.section().member(Backend.S3), request.objects());
        var plan = new S3Plan(request, wanted.settings());
        return switch (wanted) {
            case S3Request.Impossible impossible -> plan.impossible(impossible.why());
            case S3Request.Possible possible -> plan.with(possible.bucket());
        };
    }

    /** While the storage in force is what is asked for, it goes on to be used. */
    private StoragePlan impossible(String why) {
        var condition = isInForce() ? null : S3Conditions.changed();
        return refused(StorageError.ofSync("S3ConfigurationInvalid", why), condition, List.of());
    }

    private StoragePlan with(S3Bucket bucket) {
        var round = VerificationRound.at(request.now(), request.cluster());
        var circumstances = new S3Bucket.Circumstances(management(), mayCreate(), round);
        var desired = bucket.present(found, circumstances, request.objects());
        var failure = LedgerFailures.find(request.ledger(), ref);
        if (failure.isPresent()) {
            return failed(failure.get(), desired);
        }
        if (found == null || !bucket.isSettled(found, circumstances, request.objects())) {
            return new StoragePlan.Creating(
                    section(settings.shown()),
                    false,
                    false,
                    List.of(desired),
                    bucket.tags().refused(),
                    "The bucket " + settings.bucket() + " is created or looked at");
        }
        return used(bucket, found, desired, round.next());
    }

    private StoragePlan failed(Failure failure, Desired desired) {
        var condition =
                request.applied().repeating(S3Conditions.failed(failure, settings.bucket()));
        var message = S3Conditions.error(failure, settings.bucket(), condition);
        return refused(
                StorageError.ofSync(failure.reason().replace(" ", ""), message),
                condition,
                List.of(desired));
    }

    private StoragePlan used(
            S3Bucket bucket, FoundBucket there, Desired desired, Instant lookAgain) {
        var ownership =
                Ownership.ofBucket(
                        request.section(), isInForce(), there.isManaged(), request.applied());
        boolean managed = there.isManaged();
        var inForce = settings.inForce();
        boolean isEncrypting =
                there.observed().status().path("encryption").path("done").asBoolean(false);
        if (isEncrypting) {
            inForce.put("encrypt", true);
        }
        boolean encrypted = inForce.path("encrypt").asBoolean(false);
        var whole = section(inForce).put(StoragePlans.MANAGEMENT_STATE, ownership);
        var shown = section(settings.shown()).put(StoragePlans.MANAGEMENT_STATE, ownership);
        return new StoragePlan.Provisioned(
                managed ? whole : shown,
                whole,
                S3Conditions.of(there, settings.keyId()),
                S3PodPart.of(settings, encrypted, bucket.credentials(), there),
                List.of(desired),
                lookAgain,
                bucket.tags().refused(),
                "The bucket " + settings.bucket() + " is there");
    }

    private StoragePlan refused(
            StorageError error, @Nullable StorageCondition condition, List<Desired> objects) {
        return new StoragePlan.Refused(
                error, condition, section(settings.shown()), objects, List.of());
    }

    private Management management() {
        var written = Ownership.written(request.section(), isInForce(), request.applied());
        if (written.isEmpty()) {
            return settings.isNamed() ? Management.IF_CREATED : Management.MANAGED;
        }
        return written.equals(Ownership.MANAGED) ? Management.MANAGED : Management.UNMANAGED;
    }

    /** A bucket of the user that has vanished is a loss to be told, not to be covered up. */
    private boolean mayCreate() {
        return !(isInForce() && management() == Management.UNMANAGED);
    }

    private boolean isInForce() {
        return request.applied()
                .section()
                .member(Backend.S3)
                .path("bucket")
                .asText("")
                .equals(settings.bucket());
    }

    private static ObjectNode section(ObjectNode s3) {
        var section = StoragePlans.nothing();
        section.set(Backend.S3.member(), s3);
        return section;
    }
}
