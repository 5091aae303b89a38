package org.registryfleet.storageprovisioner.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.ConfigEdit;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.objectstore.Access;
import org.registryfleet.storageprovisioner.objectstore.FoundBucket;
import org.registryfleet.storageprovisioner.objectstore.ObjectStoreRules;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.plan.ObjectStores;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.tls.TlsProfile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bootstraps the Config, gives a Managed registry its storage and takes it away from a Removed one.
 * The only writer of the Config's finalizer, HTTP secret, storage and observed configuration, and
 * of the claim {@code image-registry-storage}.
 */
public final class StorageStage implements Stage<StorageResultState> {

    private final OpenStackStorage openStack;

    public StorageStage(OpenStackStorage openStack) {
        this.openStack = openStack;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return ref.equals(RegistryConfig.REF)
                || ref.equals(TlsProfile.API_SERVER)
                || ref.equals(RegistryClaim.ref(ref.name()))
                || Finalization.isOperand(ref)
                || ObjectStores.concerns(ref);
    }

    @Override
    public Decision<StorageResultState> decide(View<StorageResultState> view, Instant now) {
        var platform = view.upstream().find(DetectedPlatform.class);
        if (!view.complete() || platform.isEmpty()) {
            return new Decision<>(
                    view.previous(),
                    List.of(),
                    "storage-awaiting-facts",
                    "The cluster or its platform is not known completely; the last result stands",
                    null);
        }
        var config = view.find(RegistryConfig.REF).map(RegistryConfig::new);
        boolean assisting = isAssisting(view.registration(), platform.get());
        if (config.isEmpty()) {
            return assisting
                    ? Decision.waiting(
                            "assist-awaiting-config", "The in-cluster operator makes the Config")
                    : Bootstrap.decide(view, platform.get(), openStack);
        }
        var situation = new StorageContext(view, config.get(), platform.get(), openStack, now);
        return assisting ? assist(situation) : decide(situation);
    }

    private static Decision<StorageResultState> decide(StorageContext situation) {
        if (situation.config().observed().isDeleting()) {
            return Finalization.decide(situation);
        }
        return switch (situation.config().operandState()) {
            case MANAGED -> ManagedStorage.decide(situation);
            case REMOVED -> removed(situation);
            case UNMANAGED ->
                    leftAlone(situation, List.of(), "unmanaged", "The registry is Unmanaged");
            case OTHER ->
                    leftAlone(
                            situation,
                            List.of(
                                    "Nothing is done for managementState \""
                                            + situation.config().managementState()
                                            + "\""),
                            "management-state-not-acted-on",
                            "There is no rule for this managementState");
        };
    }

    private static Decision<StorageResultState> removed(StorageContext situation) {
        var view = situation.view();
        var applied = situation.applied();
        var removal = StorageRemoval.of(situation.config(), applied, view.objects(), view.ledger());
        var condition = removal.condition();
        if (condition != null) {
            applied = applied.withCondition(condition);
        }
        var desired = new ArrayList<>(removal.desired());
        desired.add(
                goneStore(situation)
                        .map(store -> forgetting(situation, store))
                        .orElseGet(() -> observing(situation)));
        var warnings = situation.withConfigFailure(removal.warnings());
        return removal.isDone()
                ? new Decision<>(
                        situation.state(
                                StoragePhase.REMOVED,
                                StorageError.none(),
                                applied.givenUp(),
                                warnings),
                        desired,
                        "storage-removed",
                        "Nothing of the storage is left to remove",
                        null)
                : new Decision<>(
                        situation.state(StoragePhase.REMOVING, removal.error(), applied, warnings),
                        desired,
                        "storage-removing",
                        "The registry's own claim goes after its Deployment",
                        null);
    }

    private static Decision<StorageResultState> leftAlone(
            StorageContext situation, List<String> warnings, String rule, String reason) {
        return new Decision<>(
                situation.state(
                        StoragePhase.UNMANAGED,
                        StorageError.none(),
                        situation.applied(),
                        situation.withConfigFailure(warnings)),
                List.of(observing(situation)),
                rule,
                reason,
                null);
    }

    private static Optional<ObjectStoreRules> goneStore(StorageContext situation) {
        var objects = situation.view().objects();
        return ObjectStores.of(situation.config().storage(), objects)
                .filter(ObjectStoreRules::isNamed)
                .filter(
                        store ->
                                store.access() instanceof Access.Granted(var bucket, _)
                                        && FoundBucket.find(objects, bucket.ref())
                                                .filter(FoundBucket::isGone)
                                                .isPresent());
    }

    /** The name of a bucket that was deleted is forgotten. */
    private static Desired forgetting(StorageContext situation, ObjectStoreRules store) {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.set(store.backend().member(), store.forgotten());
        return ConfigEdit.of(situation.config(), situation.observedConfig())
                .storage(storage)
                .desired();
    }

    /** The TLS profile is followed in every state of the operand. */
    private static Desired observing(StorageContext situation) {
        return ConfigEdit.of(situation.config(), situation.observedConfig()).desired();
    }

    /** An in-cluster operator does the work: its Config is only read. */
    private static Decision<StorageResultState> assist(StorageContext situation) {
        return Decision.of(
                situation.state(
                        StoragePhase.UNMANAGED,
                        StorageError.none(),
                        AppliedStorage.shownBy(situation.config()),
                        List.of()),
                "assist",
                "An in-cluster operator looks after the registry");
    }

    private static boolean isAssisting(
            @Nullable Registration registration, DetectedPlatform platform) {
        var mode = registration == null ? Registration.Ownership.AUTO : registration.mode();
        return switch (mode) {
            case FULL -> false;
            case ASSIST -> true;
            case AUTO -> platform.operatorPresent();
        };
    }
}
