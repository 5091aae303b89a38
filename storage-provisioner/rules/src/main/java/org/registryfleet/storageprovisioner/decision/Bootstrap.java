package org.registryfleet.storageprovisioner.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.View;
import org.registryfleet.storageprovisioner.claim.ClaimSettings;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.placement.PlatformStorageDefaults;
import org.registryfleet.storageprovisioner.plan.LedgerFailures;
import org.registryfleet.storageprovisioner.plan.OpenStackSelection;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.tls.TlsProfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates the first Config of a cluster (storage specification, section 1.2) with every value that
 * is already known, so that the registry is rolled out only once.
 */
final class Bootstrap {

    private static final int HTTP_SECRET_BYTES = 64;

    private Bootstrap() {}

    static Decision<StorageResultState> decide(
            View<StorageResultState> view, DetectedPlatform platform, OpenStackStorage openStack) {
        if (!platform.determined()) {
            return waiting("bootstrap-awaiting-platform", "Nothing tells what the cluster runs on");
        }
        return switch (OpenStackSelection.of(openStack, platform, view.objects())) {
            case OpenStackSelection.Probing(var question) -> asking(view, question);
            case OpenStackSelection.Unavailable(var why) -> unanswerable(why);
            case OpenStackSelection.Selected(var storage) ->
                    making(view, platform, PlatformStorageDefaults.of(platform, storage));
        };
    }

    private static Decision<StorageResultState> making(
            View<StorageResultState> view,
            DetectedPlatform platform,
            PlatformStorageDefaults placement) {
        var former = RegistryClaim.find(view.objects(), RegistryClaim.OWN_NAME);
        if (placement.claim() != null && former.filter(RegistryClaim::isDeleting).isPresent()) {
            return waiting(
                    "bootstrap-awaiting-claim",
                    "The former claim " + RegistryClaim.OWN_NAME + " is still being deleted");
        }
        var desired = new ArrayList<Desired>();
        var claim = placement.claim();
        if (claim != null && former.isEmpty()) {
            desired.add(claim.desired(ClaimSettings.of(view.registration())));
        }
        desired.add(config(view, placement, former.isEmpty()));
        return new Decision<>(
                state(error(view, desired), placement.warnings()),
                desired,
                "bootstrap",
                "There is no Config: one is made for the platform "
                        + (platform.type().isEmpty() ? "(unknown)" : platform.type()),
                null);
    }

    /** A cloud that cannot be probed is an error: no storage is selected by guessing. */
    private static Decision<StorageResultState> asking(
            View<StorageResultState> view, Desired question) {
        var error =
                LedgerFailures.of(view.ledger(), question.ref())
                        .map(Bootstrap::storageUnknown)
                        .orElse(StorageError.none());
        return new Decision<>(
                state(error, List.of()),
                List.of(question),
                "bootstrap-awaiting-object-store",
                "The cloud is asked whether it has an object store",
                null);
    }

    private static Decision<StorageResultState> unanswerable(String why) {
        return Decision.of(
                state(storageUnknown(why), List.of()),
                "bootstrap-awaiting-credentials",
                "The cloud cannot be asked whether it has an object store: " + why);
    }

    private static StorageError storageUnknown(String why) {
        return StorageError.temporary("BootstrapFailed", "unable to get platform storage: " + why);
    }

    private static Desired.Present config(
            View<StorageResultState> view,
            PlatformStorageDefaults placement,
            boolean createsClaim) {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", RegistryConfig.REF.apiVersion());
        manifest.put("kind", RegistryConfig.REF.kind());
        var metadata = manifest.putObject("metadata");
        metadata.put("name", RegistryConfig.REF.name());
        metadata.putArray("finalizers").add(RegistryConfig.FINALIZER);
        var spec = manifest.putObject("spec");
        spec.put("managementState", placement.managementState());
        spec.put("logLevel", "Normal").put("operatorLogLevel", "Normal");
        spec.set(
                "observedConfig", TlsProfile.of(view.find(TlsProfile.API_SERVER)).observedConfig());
        spec.set("storage", storage(placement, createsClaim));
        spec.put("replicas", placement.replicas());
        spec.put("rolloutStrategy", placement.rolloutStrategy());
        if (placement.isNone()) {
            return Desired.object(RegistryConfig.REF, manifest);
        }
        spec.put("httpSecret", SecretValue.GENERATED);
        return Desired.object(
                RegistryConfig.REF,
                manifest,
                List.of(SecretValue.randomHex("/spec/httpSecret", HTTP_SECRET_BYTES)));
    }

    /** A claim created at the bootstrap counts as the user's: it survives Removed (section 1.3). */
    private static ObjectNode storage(PlatformStorageDefaults placement, boolean createsClaim) {
        var storage = placement.storage().deepCopy();
        if (storage.has(Backend.EMPTY_DIR.member())) {
            storage.put("managementState", "Managed");
        } else if (placement.claim() != null && createsClaim) {
            storage.put("managementState", "Unmanaged");
        }
        return storage;
    }

    private static StorageError error(View<StorageResultState> view, List<Desired> desired) {
        return BlockedByPermissions.of(view, desired)
                .or(() -> refusal(view))
                .map(text -> StorageError.temporary("BootstrapFailed", text))
                .orElse(StorageError.none());
    }

    private static Optional<String> refusal(View<StorageResultState> view) {
        return LedgerFailures.of(view.ledger(), RegistryClaim.ref(RegistryClaim.OWN_NAME))
                .or(
                        () ->
                                LedgerFailures.of(view.ledger(), RegistryConfig.REF)
                                        .map(text -> "unable to create registry config: " + text));
    }

    /** Nothing is made yet, and nothing is wrong. */
    static Decision<StorageResultState> waiting(String rule, String reason) {
        return Decision.of(state(StorageError.none(), List.of(reason)), rule, reason);
    }

    private static StorageResultState state(StorageError error, List<String> warnings) {
        return new StorageResultState(
                "",
                0,
                StoragePhase.BOOTSTRAPPING,
                "",
                error,
                AppliedStorage.nothing(),
                PodContribution.none(),
                warnings);
    }
}
