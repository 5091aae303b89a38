package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.storageprovisioner.objectstore.BucketManagement;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.ObjectStoreDriver;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.objectstore.VerificationRound;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.time.Instant;
import java.util.List;

/**
 * The plan for storage in a bucket (storage specification, section 2.6).
 *
 * <pre>
 *  credentials or CA   bucket as found last         plan
 *  missing             any                          refused
 *  there               not asked for as it is now   asked for: created or looked at, secured if ours
 *  there               last action failed           refused, tried again
 *  there               as asked for                 used, looked at again every ten minutes
 * </pre>
 */
final class BucketPlan {

    private final StorageRequest request;
    private final ObjectStoreDriver store;

    private BucketPlan(StorageRequest request, ObjectStoreDriver store) {
        this.request = request;
        this.store = store;
    }

    static StoragePlan of(StorageRequest request, ObjectStoreDriver store) {
        var plan = new BucketPlan(request, store);
        return switch (store.access()) {
            case StorageAccess.Denied denied -> plan.impossible(denied);
            case StorageAccess.Granted granted -> plan.with(granted);
            case StorageAccess.Vouched vouched -> plan.vouched(vouched);
        };
    }

    /** The applied storage remains in use while it matches the request. */
    private StoragePlan impossible(StorageAccess.Denied denied) {
        boolean isSpared = isInForce() && !denied.isOfConfig();
        var condition = isSpared ? null : store.denied(denied.why());
        var reason = store.backend().title() + "ConfigurationInvalid";
        return refused(StorageError.ofSync(reason, denied.why()), condition, List.of());
    }

    private StoragePlan with(StorageAccess.Granted granted) {
        var bucket = granted.bucket();
        var found = ObservedBucket.find(request.objects(), bucket.ref()).orElse(null);
        var round = VerificationRound.at(request.now(), request.cluster());
        var circumstances = new DesiredBucket.Circumstances(management(), mayCreate(), round);
        var desired = bucket.present(found, circumstances, request.objects());
        var failure = LedgerFailures.find(request.ledger(), bucket.ref());
        if (failure.isPresent()) {
            return failed(failure.get(), desired);
        }
        if (found == null || !bucket.isSettled(found, circumstances, request.objects())) {
            return new StoragePlan.Creating(
                    section(store.shown()),
                    false,
                    false,
                    List.of(desired),
                    store.warnings(),
                    "The bucket " + store.bucket() + " is created or looked at");
        }
        return used(granted.podContribution().apply(found), found, desired, round.next());
    }

    /** Creates and changes nothing; only verifies that the bucket can be observed. */
    private StoragePlan vouched(StorageAccess.Vouched vouched) {
        var bucket = vouched.bucket();
        var found = ObservedBucket.find(request.objects(), bucket.ref()).orElse(null);
        var round = VerificationRound.at(request.now(), request.cluster());
        var circumstances =
                new DesiredBucket.Circumstances(BucketManagement.UNMANAGED, false, round);
        var written = ConfigOwnership.written(request.section(), isInForce(), request.applied());
        var ownership = written.isEmpty() ? ConfigOwnership.UNMANAGED : written;
        var seen = found != null && found.exists() ? found : null;
        return new StoragePlan.Provisioned(
                section(store.shown()).put(StoragePlanner.MANAGEMENT_STATE, ownership),
                section(store.shown().setAll(member()))
                        .put(StoragePlanner.MANAGEMENT_STATE, ownership),
                seen == null ? List.of(store.unseen()) : store.conditions(seen),
                vouched.podContribution(),
                List.of(bucket.present(found, circumstances, request.objects())),
                round.next(),
                seen == null
                        ? List.of("The bucket " + store.bucket() + " cannot be seen from here")
                        : store.warnings(),
                "The user vouches for the bucket " + store.bucket());
    }

    private StoragePlan failed(Failure failure, Desired desired) {
        var condition = request.applied().repeating(store.failed(failure));
        var message = store.error(failure, condition);
        return refused(
                StorageError.ofSync(failure.reason().replace(" ", ""), message),
                condition,
                List.of(desired));
    }

    private StoragePlan used(
            ObjectNode podPart, ObservedBucket there, Desired desired, Instant lookAgain) {
        var ownership =
                ConfigOwnership.ofBucket(
                        request.section(), isInForce(), there.isManaged(), request.applied());
        var whole = section(store.inForce(there)).put(StoragePlanner.MANAGEMENT_STATE, ownership);
        var shown = section(store.shown()).put(StoragePlanner.MANAGEMENT_STATE, ownership);
        return new StoragePlan.Provisioned(
                there.isManaged() ? whole : shown,
                whole,
                store.conditions(there),
                podPart,
                List.of(desired),
                lookAgain,
                store.warnings(),
                "The bucket " + store.bucket() + " is there");
    }

    private StoragePlan refused(
            StorageError error, @Nullable StorageCondition condition, List<Desired> objects) {
        return new StoragePlan.Refused(
                error, condition, section(store.shown()), objects, List.of());
    }

    private BucketManagement management() {
        var written = ConfigOwnership.written(request.section(), isInForce(), request.applied());
        if (written.isEmpty()) {
            return store.isNamed() ? BucketManagement.IF_CREATED : BucketManagement.MANAGED;
        }
        return written.equals(ConfigOwnership.MANAGED)
                ? BucketManagement.MANAGED
                : BucketManagement.UNMANAGED;
    }

    /** A missing bucket of the user is reported as a loss and not recreated. */
    private boolean mayCreate() {
        return !(isInForce() && management() == BucketManagement.UNMANAGED);
    }

    private boolean isInForce() {
        return store.isIn(request.applied().section());
    }

    /** The backend's section as configured. */
    private ObjectNode member() {
        return request.section().member(store.backend()) instanceof ObjectNode written
                ? written.deepCopy()
                : StoragePlanner.nothing();
    }

    private ObjectNode section(ObjectNode member) {
        var section = StoragePlanner.nothing();
        section.set(store.backend().member(), member);
        return section;
    }
}
