package org.registryfleet.storageprovisioner.decision;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.storageprovisioner.config.ConfigEdit;
import org.registryfleet.storageprovisioner.plan.StoragePlan;
import org.registryfleet.storageprovisioner.plan.StoragePlans;
import org.registryfleet.storageprovisioner.plan.StorageRequest;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.util.ArrayList;
import java.util.List;

/**
 * A Managed Config: its storage is brought about, and ready as soon as the Config itself says all
 * that the registry needs, so that the registry is rolled out once and not twice.
 */
final class ManagedStorage {

    private ManagedStorage() {}

    static Decision<StorageResultState> decide(StorageContext situation) {
        var view = situation.view();
        var request =
                new StorageRequest(
                        view.cluster(),
                        situation.config(),
                        situation.applied(),
                        situation.wasRemoving(),
                        view.objects(),
                        view.ledger(),
                        situation.platform(),
                        situation.openStack(),
                        situation.now());
        var edit = ConfigEdit.of(situation.config(), situation.observedConfig()).taken();
        return switch (StoragePlans.of(request)) {
            case StoragePlan.Provisioned plan ->
                    provisioned(situation, plan, edit.storage(plan.storage()).desired());
            case StoragePlan.Creating plan -> creating(situation, plan, edit);
            case StoragePlan.Refused plan ->
                    refused(situation, plan, edit.storage(plan.storage()).desired());
        };
    }

    private static Decision<StorageResultState> provisioned(
            StorageContext situation, StoragePlan.Provisioned plan, Desired.Present config) {
        var desired = new ArrayList<>(plan.objects());
        desired.add(config);
        if (situation.view().drift(config).isPresent()) {
            return waiting(situation, situation.applied(), desired, plan);
        }
        var managed = plan.storage().path("managementState").asText("").equals("Managed");
        var applied = new AppliedStorage(plan.inForce(), managed, plan.conditions());
        return new Decision<>(
                situation.ready(applied, plan.contribution(), plan.warnings()),
                desired,
                "storage-ready",
                plan.reason(),
                plan.lookAgain());
    }

    private static Decision<StorageResultState> creating(
            StorageContext situation, StoragePlan.Creating plan, ConfigEdit edit) {
        var desired = new ArrayList<>(plan.objects());
        desired.add(
                (plan.whole() ? edit.wholeStorage(plan.storage()) : edit.storage(plan.storage()))
                        .desired());
        var applied = situation.applied();
        return waiting(situation, plan.startsOver() ? applied.givenUp() : applied, desired, plan);
    }

    private static Decision<StorageResultState> waiting(
            StorageContext situation,
            AppliedStorage applied,
            List<Desired> desired,
            StoragePlan plan) {
        var heldBack = BlockedByPermissions.of(situation.view(), desired);
        var error =
                heldBack.map(text -> StorageError.ofSync("NotListed", text))
                        .or(
                                () ->
                                        situation
                                                .configFailure()
                                                .map(
                                                        text ->
                                                                StorageError.temporary(
                                                                        "ConfigUpdateFailed",
                                                                        text)))
                        .orElse(StorageError.none());
        var phase = error.isError() ? StoragePhase.FAILED : StoragePhase.PENDING;
        return new Decision<>(
                situation.state(phase, error, applied, plan.warnings()),
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
            StorageContext situation, StoragePlan.Refused plan, Desired config) {
        var desired = new ArrayList<>(plan.objects());
        desired.add(config);
        var condition = plan.condition();
        var applied =
                condition == null ? situation.applied() : situation.applied().showing(condition);
        return new Decision<>(
                situation.state(StoragePhase.FAILED, plan.error(), applied, plan.warnings()),
                desired,
                "storage-refused",
                plan.reason(),
                null);
    }
}
