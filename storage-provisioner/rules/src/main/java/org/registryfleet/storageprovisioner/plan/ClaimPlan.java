package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.storageprovisioner.claim.ClaimAccess;
import org.registryfleet.storageprovisioner.claim.ClaimTemplate;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.util.List;
import java.util.Optional;

/**
 * The plan for storage on a persistent volume claim (storage specification, section 3).
 *
 * <pre>
 *  claim   observed              plan
 *  ""      nothing               our claim is created
 *  ""      ours                  used
 *  ""      somebody else's       refused: PVC Already Exists
 *  named   there                 used
 *  named   nothing, our name,
 *          Managed, none in force our claim is created again
 *  named   nothing               refused: not found
 *  any     ours, going after
 *          Removed               waits until it is gone
 * </pre>
 *
 * <p>"Used" is subject to {@link ClaimAccess}. A claim in force that vanishes is not replaced: its
 * images are gone, and only a person can say that this is all right.
 */
final class ClaimPlan {

    private static final String ISSUES = "PVC Issues Found";

    private ClaimPlan() {}

    static StoragePlan of(StorageRequest request) {
        var name = request.section().claim();
        return name.isEmpty() ? own(request) : named(request, name);
    }

    private static StoragePlan own(StorageRequest request) {
        var found = RegistryClaim.find(request.objects(), RegistryClaim.OWN_NAME);
        var ownership =
                ConfigOwnership.ofOwn(request.section(), RegistryClaim.OWN_NAME, request.applied());
        if (found.isEmpty()) {
            return creating(request, section(RegistryClaim.OWN_NAME, ownership));
        }
        var claim = found.get();
        if (!claim.isOurs()) {
            return refused(
                    "PVC Already Exists",
                    "could not create default PVC, it already exists and is not owned by the"
                            + " operator");
        }
        return claim.isDeleting() ? waitingForEnd(claim) : used(request, claim, ownership);
    }

    private static StoragePlan named(StorageRequest request, String name) {
        var found = RegistryClaim.find(request.objects(), name);
        if (found.isEmpty()) {
            return isOwnToCome(request, name)
                    ? creating(request, StoragePlanner.nothing())
                    : refused(ISSUES, "persistentvolumeclaims \"" + name + "\" not found");
        }
        var claim = found.get();
        if (isGivenUp(request, claim)) {
            return waitingForEnd(claim);
        }
        var ownership =
                ConfigOwnership.ofNamed(request.section(), claim.isOurs(), request.applied());
        return used(request, claim, ownership);
    }

    /** Our own claim: being created, or deleted by us when the registry was Removed. */
    private static boolean isOwnToCome(StorageRequest request, String name) {
        return name.equals(RegistryClaim.OWN_NAME)
                && (request.isUnderWay(RegistryClaim.ref(name))
                        || (request.applied().isNothing() && isManaged(request)));
    }

    private static boolean isGivenUp(StorageRequest request, RegistryClaim claim) {
        return claim.isDeleting()
                && claim.isOurs()
                && (request.wasRemoving() || request.applied().isNothing());
    }

    private static StoragePlan used(StorageRequest request, RegistryClaim claim, String ownership) {
        return ClaimAccess.objection(claim, request.config())
                .map(objection -> refused(ISSUES, objection))
                .orElseGet(
                        () ->
                                StoragePlan.Provisioned.lasting(
                                        section(claim.name(), ownership),
                                        StorageCondition.exists("PVC Exists", ""),
                                        PodContribution.claim(claim.name()),
                                        claim.warnings(),
                                        "The claim " + claim.name() + " fits the registry"));
    }

    private static StoragePlan creating(StorageRequest request, ObjectNode section) {
        var ref = RegistryClaim.ref(RegistryClaim.OWN_NAME);
        var shape = shape(request);
        if (shape.isEmpty()) {
            return refused(
                    ISSUES,
                    platform(request)
                            .blockOnlyDefault()
                            .map(
                                    block ->
                                            ClaimAccess.blockOnly(
                                                    block,
                                                    request.platform().sharedClass(),
                                                    request.claims().size()))
                            .orElseThrow());
        }
        var claim = shape.get().desired(request.claims());
        return request.failure(ref)
                .<StoragePlan>map(failure -> creationFailed(claim, failure))
                .orElseGet(
                        () ->
                                new StoragePlan.Creating(
                                        section,
                                        false,
                                        false,
                                        List.of(claim),
                                        defaultClassWarnings(request, shape.get()),
                                        "The claim " + ref.name() + " is created"));
    }

    /**
     * The spec of the claim; empty if the default StorageClass does not support the required access
     * mode.
     */
    private static Optional<ClaimTemplate> shape(StorageRequest request) {
        var bootstrap = request.placement().claim();
        if (bootstrap != null && !request.section().claim().isEmpty() && !isManaged(request)) {
            return Optional.of(bootstrap);
        }
        if (platform(request).blockOnlyDefault().isEmpty()) {
            return Optional.of(new ClaimTemplate(ClaimAccess.MANY, ""));
        }
        return ClaimAccess.allowsOnce(request.config())
                ? Optional.of(new ClaimTemplate(ClaimAccess.ONCE, ""))
                : Optional.empty();
    }

    private static List<String> defaultClassWarnings(StorageRequest request, ClaimTemplate shape) {
        var platform = platform(request);
        return shape.storageClass().isEmpty()
                        && !platform.storageClasses().isEmpty()
                        && !platform.hasDefaultClass()
                ? List.of("No StorageClass is the default: the claim will stay Pending")
                : List.of();
    }

    /** With the class that the claim will have as the default one. */
    private static DetectedPlatform platform(StorageRequest request) {
        return request.platform().preferring(request.claims().storageClass());
    }

    private static boolean isManaged(StorageRequest request) {
        return request.section().managementState().equals(ConfigOwnership.MANAGED);
    }

    private static StoragePlan waitingForEnd(RegistryClaim claim) {
        return new StoragePlan.Creating(
                StoragePlanner.nothing(),
                false,
                true,
                List.of(),
                List.of(),
                "The former claim " + claim.name() + " is still being deleted");
    }

    private static StoragePlan creationFailed(Desired claim, String failure) {
        return new StoragePlan.Refused(
                StorageError.ofSync("CreationFailed", failure),
                StorageCondition.missing("Creation Failed", failure),
                List.of(claim),
                List.of());
    }

    private static StoragePlan refused(String reason, String message) {
        return new StoragePlan.Refused(
                StorageError.ofSync(reason.replace(" ", ""), message),
                StorageCondition.missing(reason, message),
                List.of(),
                List.of());
    }

    private static ObjectNode section(String claim, String managementState) {
        var section = StoragePlanner.nothing();
        section.putObject(Backend.PVC.member()).put("claim", claim);
        return section.put(StoragePlanner.MANAGEMENT_STATE, managementState);
    }
}
