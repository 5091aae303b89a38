package org.registryfleet.storageprovisioner.decision;

import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.ConfigPatch;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.util.List;
import java.util.stream.Stream;

/**
 * Removes the finalizer of a Config under deletion once the registry's objects and its storage are
 * gone (operand specification, section 8). The next decision finds no Config and bootstraps a new
 * one.
 */
final class Finalization {

    private static final List<ObjectRef> OPERAND =
            List.of(
                    operand("apps/v1", "Deployment", "image-registry"),
                    operand("v1", "Service", "image-registry"),
                    operand("v1", "Secret", "image-registry-private-configuration"));

    private Finalization() {}

    static Decision<StorageResultState> decide(StorageContext context) {
        var config = context.config();
        var objects = context.view().objects();
        if (!config.hasFinalizer()) {
            return removing(context, StorageRemoval.done(), "config-left-to-others");
        }
        if (remaining(config, objects).findAny().isPresent()) {
            return removing(context, StorageRemoval.done(), "finalizer-awaiting-operand");
        }
        var removal =
                StorageRemoval.of(config, context.applied(), objects, context.view().ledger());
        return removal.isDone()
                ? new Decision<>(
                        context.state(
                                StoragePhase.REMOVING,
                                StorageError.none(),
                                context.applied(),
                                removal.warnings()),
                        List.of(ConfigPatch.released(config)),
                        "finalizer-released",
                        "Nothing of the registry is left, the Config may go",
                        null)
                : removing(context, removal, "finalizer-awaiting-storage");
    }

    /** Whether an object still requires the finalizer. */
    static boolean isOperand(ObjectRef ref) {
        return OPERAND.contains(ref)
                || (ref.kind().equals("Route") && ref.namespace().equals(RegistryClaim.NAMESPACE));
    }

    private static Stream<ObjectRef> remaining(RegistryConfig config, Snapshot objects) {
        var routes =
                objects.ofKind("Route")
                        .filter(route -> config.routes().contains(route.ref().name()))
                        .filter(route -> route.annotation(RegistryClaim.OWNER).isPresent())
                        .map(route -> route.ref());
        return Stream.concat(OPERAND.stream().filter(objects::contains), routes);
    }

    private static Decision<StorageResultState> removing(
            StorageContext context, StorageRemoval removal, String rule) {
        return new Decision<>(
                context.state(
                        StoragePhase.REMOVING,
                        removal.error(),
                        context.applied(),
                        removal.warnings()),
                removal.desired(),
                rule,
                "The Config is being deleted",
                null);
    }

    private static ObjectRef operand(String apiVersion, String kind, String name) {
        return new ObjectRef(apiVersion, kind, RegistryClaim.NAMESPACE, name);
    }
}
