package org.registryfleet.storageprovisioner.decision;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.storageprovisioner.claim.ClaimSettings;
import org.registryfleet.storageprovisioner.config.ConfigPatch;
import org.registryfleet.storageprovisioner.plan.StoragePlan;
import org.registryfleet.storageprovisioner.plan.StoragePlanner;
import org.registryfleet.storageprovisioner.plan.StorageRequest;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.util.ArrayList;
import java.util.List;

/**
 * Reconciles the storage of a Managed Config. The storage is reported ready only when the Config
 * itself contains everything the registry needs, so that the registry is rolled out once rather
 * than twice.
 */
final class ManagedStorage {

    private ManagedStorage() {}

    static Decision<StorageResultState> decide(StorageContext context) {
        var view = context.view();
        var request =
                new StorageRequest(
                        view.cluster(),
                        context.config(),
                        context.applied(),
                        context.wasRemoving(),
                        view.objects(),
                        view.ledger(),
                        context.platform(),
                        ClaimSettings.of(view.registration()),
                        context.openStack(),
                        context.now());
        var edit = ConfigPatch.of(context.config(), context.observedConfig()).taken();
        return switch (StoragePlanner.of(request)) {
            case StoragePlan.Provisioned plan ->
                    provisioned(context, plan, edit.storage(plan.storage()).desired());
            case StoragePlan.Creating plan -> creating(context, plan, edit);
            case StoragePlan.Refused plan ->
                    refused(context, plan, edit.storage(plan.storage()).desired());
        };
    }

    private static Decision<StorageResultState> provisioned(
            StorageContext context, StoragePlan.Provisioned plan, Desired.Present config) {
        var desired = new ArrayList<>(plan.objects());
        desired.add(config);
        if (context.view().drift(config).isPresent()) {
            return waiting(context, context.applied(), desired, plan);
        }
        var managed = plan.storage().path("managementState").asText("").equals("Managed");
        var applied = new AppliedStorage(plan.inForce(), managed, plan.conditions());
        return new Decision<>(
                context.ready(applied, plan.contribution(), plan.warnings()),
                desired,
                "storage-ready",
                plan.reason(),
                plan.lookAgain());
    }

    private static Decision<StorageResultState> creating(
            StorageContext context, StoragePlan.Creating plan, ConfigPatch edit) {
        var desired = new ArrayList<>(plan.objects());
        desired.add(
                (plan.whole() ? edit.wholeStorage(plan.storage()) : edit.storage(plan.storage()))
                        .desired());
        var applied = context.applied();
        return waiting(context, plan.startsOver() ? applied.givenUp() : applied, desired, plan);
    }

    private static Decision<StorageResultState> waiting(
            StorageContext context,
            AppliedStorage applied,
            List<Desired> desired,
            StoragePlan plan) {
        var heldBack = BlockedByPermissions.of(context.view(), desired);
        var error =
                heldBack.map(text -> StorageError.ofSync("NotListed", text))
                        .or(
                                () ->
                                        context.configFailure()
                                                .map(
                                                        text ->
                                                                StorageError.temporary(
                                                                        "ConfigUpdateFailed",
                                                                        text)))
                        .orElse(StorageError.none());
        var phase = error.isError() ? StoragePhase.FAILED : StoragePhase.PENDING;
        return new Decision<>(
                context.state(phase, error, applied, plan.warnings()),
                desired,
                rule(heldBack.isPresent(), error),
                error.isError() ? error.message() : plan.reason(),
                null);
    }

    private static String rule(boolean isHeldBack, StorageError error) {
        if (isHeldBack) {
            return "storage-held-back";
        }
        return error.isError() ? "config-update-failed" : "storage-pending";
    }

    private static Decision<StorageResultState> refused(
            StorageContext context, StoragePlan.Refused plan, Desired config) {
        var desired = new ArrayList<>(plan.objects());
        desired.add(config);
        var condition = plan.condition();
        var applied = condition == null ? context.applied() : context.applied().showing(condition);
        return new Decision<>(
                context.state(StoragePhase.FAILED, plan.error(), applied, plan.warnings()),
                desired,
                "storage-refused",
                plan.reason(),
                null);
    }
}
