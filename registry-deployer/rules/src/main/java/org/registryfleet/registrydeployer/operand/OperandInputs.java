package org.registryfleet.registrydeployer.operand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The inputs from which all parts are decided.
 *
 * @param objects the cluster as observed
 * @param config the Config, null before the bootstrap
 * @param intent what happens to the registry itself
 * @param storage the storage's latest result, for any generation of the Config
 * @param counted checksums of object contents
 */
public record OperandInputs(
        Snapshot objects,
        @Nullable Observed config,
        RegistryIntent intent,
        @Nullable UpstreamStorage storage,
        OperandImages images,
        RolloutChecksums counted) {

    private static final Derivation<String> CONFIG_TEXT = OperandObjects.CONFIG::equals;

    /** Extracts the inputs from a cluster's view. */
    public static OperandInputs of(
            Snapshot objects, @Nullable UpstreamStorage storage, OperandImages images) {
        var config = objects.find(OperandObjects.CONFIG).orElse(null);
        return new OperandInputs(
                objects, config, intent(config, storage), storage, images, RolloutChecksums.none());
    }

    public OperandInputs withCounted(RolloutChecksums contents) {
        return new OperandInputs(objects, config, intent, storage, images, contents);
    }

    public Optional<Observed> find(ObjectRef ref) {
        return objects.find(ref);
    }

    /**
     * A value derived from the Config's spec, the other inputs and the objects it depends on.
     * Cached until one of them changes.
     *
     * @param more further dependencies, as in {@link Snapshot#derive}
     */
    public <T> T derive(Derivation<T> derivation, Supplier<T> deriving, Object... more) {
        var premises = new ArrayList<Object>(List.of(more));
        premises.add(objects.derive(CONFIG_TEXT, () -> configSpec().toString()));
        premises.add(intent);
        premises.add(storage == null ? "" : storage);
        premises.add(images);
        return objects.derive(derivation, deriving, premises.toArray());
    }

    /** {@code spec} of the Config; a missing node without a Config. */
    public JsonNode configSpec() {
        return config == null ? MissingNode.getInstance() : config.spec();
    }

    /** Whether the Config is Removed or under deletion; false without a Config. */
    public boolean isRemoved() {
        return intent == RegistryIntent.REMOVE;
    }

    private static RegistryIntent intent(
            @Nullable Observed config, @Nullable UpstreamStorage storage) {
        if (config == null) {
            return RegistryIntent.NONE;
        }
        if (config.isDeleting()) {
            return holdsFinalizer(config) ? RegistryIntent.REMOVE : RegistryIntent.LEAVE;
        }
        return switch (config.at("/spec/managementState").asText("")) {
            case "Managed" ->
                    mayApply(config, storage) ? RegistryIntent.APPLY : RegistryIntent.WAIT;
            case "Removed" -> RegistryIntent.REMOVE;
            default -> RegistryIntent.LEAVE;
        };
    }

    /** Waits for the shared HTTP secret, because adding it later would cause a second rollout. */
    private static boolean mayApply(Observed config, @Nullable UpstreamStorage storage) {
        return storage != null
                && storage.isReadyFor(config)
                && !config.at("/spec/httpSecret").asText("").isEmpty();
    }

    private static boolean holdsFinalizer(Observed config) {
        for (var finalizer : config.at("/metadata/finalizers")) {
            if (finalizer.asText().equals(OperandObjects.FINALIZER)) {
                return true;
            }
        }
        return false;
    }
}
