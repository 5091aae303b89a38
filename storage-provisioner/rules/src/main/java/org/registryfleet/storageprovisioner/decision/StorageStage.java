package org.registryfleet.storageprovisioner.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.ConfigPatch;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.objectstore.ObjectStoreDriver;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.plan.ObjectStores;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.tls.TlsProfile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Bootstraps the Config, provisions the storage of a Managed registry and removes it from a Removed
 * one. The only writer of the Config's finalizer, HTTP secret, storage and observed configuration,
 * of the fields of its spec that somebody requests, and of the claim {@code
 * image-registry-storage}.
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
        var ownership =
                Registration.ownership(view.registration(), platform.get().operatorPresent());
        return RequestedWrite.of(view, ownership, now)
                .over(decide(view, platform.get(), ownership, now));
    }

    private Decision<StorageResultState> decide(
            View<StorageResultState> view,
            DetectedPlatform platform,
            Registration.Ownership ownership,
            Instant now) {
        var config = view.find(RegistryConfig.REF).map(RegistryConfig::new);
        if (config.isEmpty()) {
            return ownership == Registration.Ownership.FULL
                    ? withoutConfig(view, platform)
                    : Decision.of(
                            leftToOperator(platform),
                            rule(ownership) + "-awaiting-config",
                            "The operator makes the Config");
        }
        var context = new StorageContext(view, config.get(), platform, openStack, now);
        return ownership == Registration.Ownership.FULL
                ? decide(context)
                : leftToOperator(context, rule(ownership));
    }

    private Decision<StorageResultState> withoutConfig(
            View<StorageResultState> view, DetectedPlatform platform) {
        return view.isServed(RegistryConfig.REF)
                ? Bootstrap.decide(view, platform, openStack)
                : Bootstrap.waiting(
                        "config-not-served", "The cluster does not serve the registry's Config");
    }

    private static Decision<StorageResultState> decide(StorageContext context) {
        if (context.config().observed().isDeleting()) {
            return Finalization.decide(context);
        }
        return switch (context.config().operandState()) {
            case MANAGED -> ManagedStorage.decide(context);
            case REMOVED -> removed(context);
            case UNMANAGED ->
                    leftAlone(context, List.of(), "unmanaged", "The registry is Unmanaged");
            case OTHER ->
                    leftAlone(
                            context,
                            List.of(
                                    "Nothing is done for managementState \""
                                            + context.config().managementState()
                                            + "\""),
                            "management-state-not-acted-on",
                            "There is no rule for this managementState");
        };
    }

    private static Decision<StorageResultState> removed(StorageContext context) {
        var view = context.view();
        var applied = context.applied();
        var removal = StorageRemoval.of(context.config(), applied, view.objects(), view.ledger());
        var condition = removal.condition();
        if (condition != null) {
            applied = applied.withCondition(condition);
        }
        var desired = new ArrayList<>(removal.desired());
        desired.add(
                goneStore(context)
                        .map(store -> forgetting(context, store))
                        .orElseGet(() -> observing(context)));
        var warnings = context.withConfigFailure(removal.warnings());
        return removal.isDone()
                ? new Decision<>(
                        context.state(
                                StoragePhase.REMOVED,
                                StorageError.none(),
                                applied.givenUp(),
                                warnings),
                        desired,
                        "storage-removed",
                        "Nothing of the storage is left to remove",
                        null)
                : new Decision<>(
                        context.state(StoragePhase.REMOVING, removal.error(), applied, warnings),
                        desired,
                        "storage-removing",
                        "The registry's own claim goes after its Deployment",
                        null);
    }

    private static Decision<StorageResultState> leftAlone(
            StorageContext context, List<String> warnings, String rule, String reason) {
        return new Decision<>(
                context.state(
                        StoragePhase.UNMANAGED,
                        StorageError.none(),
                        context.applied(),
                        context.withConfigFailure(warnings)),
                List.of(observing(context)),
                rule,
                reason,
                null);
    }

    private static Optional<ObjectStoreDriver> goneStore(StorageContext context) {
        var objects = context.view().objects();
        return ObjectStores.of(context.config().storage(), objects)
                .filter(ObjectStoreDriver::isNamed)
                .filter(
                        store ->
                                store.access() instanceof StorageAccess.Granted(var bucket, _)
                                        && ObservedBucket.find(objects, bucket.ref())
                                                .filter(ObservedBucket::isGone)
                                                .isPresent());
    }

    /** Clears the name of a deleted bucket. */
    private static Desired forgetting(StorageContext context, ObjectStoreDriver store) {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.set(store.backend().member(), store.forgotten());
        return ConfigPatch.of(context.config(), context.observedConfig())
                .storage(storage)
                .desired();
    }

    /** The TLS profile is applied in every managementState. */
    private static Desired observing(StorageContext context) {
        return ConfigPatch.of(context.config(), context.observedConfig()).desired();
    }

    /** An operator does the work: its Config is only written on request, in mode ASSIST. */
    private static Decision<StorageResultState> leftToOperator(
            StorageContext context, String rule) {
        return Decision.of(
                context.state(
                        StoragePhase.UNMANAGED,
                        StorageError.none(),
                        AppliedStorage.shownBy(context.config()),
                        List.of()),
                rule,
                "An operator looks after the registry");
    }

    private static StorageResultState leftToOperator(DetectedPlatform platform) {
        return new StorageResultState(
                "",
                0,
                StoragePhase.UNMANAGED,
                "",
                StorageError.none(),
                AppliedStorage.nothing(),
                PodContribution.none(),
                List.of(),
                List.of(),
                platform.operatorPresent());
    }

    private static String rule(Registration.Ownership ownership) {
        return ownership.name().toLowerCase(Locale.ROOT);
    }
}
