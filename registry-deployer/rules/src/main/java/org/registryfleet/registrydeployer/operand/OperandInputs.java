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
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Everything the parts are decided from.
 *
 * @param objects the cluster as observed
 * @param config the Config, null before the bootstrap
 * @param intent what happens to the registry proper
 * @param storage the storage's latest result, for whichever generation of the Config
 * @param counted what the contents of objects count for
 */
public record OperandInputs(
        Snapshot objects,
        @Nullable Observed config,
        RegistryIntent intent,
        @Nullable UpstreamStorage storage,
        OperandImages images,
        RolloutChecksums counted) {

    private static final Derivation<String> CONFIG_TEXT = OperandObjects.CONFIG::equals;

    /** Reads the inputs out of a cluster's view. */
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
     * A value derived from the Config's spec, from the other inputs and from the objects that
     * concern it: it is derived only when one of them has changed.
     *
     * @param more further premises, as in {@link Snapshot#derive}
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

    /** The Config says Removed or is being deleted; false without a Config. */
    public boolean isRemoved() {
        return intent == RegistryIntent.REMOVE;
    }

    /**
     * First port of the registry's Service as observed; empty when it is absent or on its way out.
     */
    public OptionalInt observedServicePort() {
        return find(OperandObjects.SERVICE)
                .filter(service -> !service.isDeleting())
                .map(service -> service.at("/spec/ports/0/port"))
                .filter(JsonNode::isInt)
                .map(port -> OptionalInt.of(port.intValue()))
                .orElse(OptionalInt.empty());
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

    /** Without its shared secret the registry would have to be rolled out twice. */
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
