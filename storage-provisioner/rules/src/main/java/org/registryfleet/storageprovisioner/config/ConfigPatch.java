package org.registryfleet.storageprovisioner.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of an existing Config that this stage changes. Every other field stays as the user
 * wrote it.
 */
public final class ConfigPatch {

    private static final String OBSERVED_CONFIG = "/spec/observedConfig";
    private static final String STORAGE = "/spec/storage";
    private static final String HTTP_SECRET = "/spec/httpSecret";
    private static final int HTTP_SECRET_BYTES = 64;

    private final RegistryConfig config;
    private final ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    private final Set<String> exact = new HashSet<>();
    private final List<SecretValue> secrets = new ArrayList<>();

    private ConfigPatch(RegistryConfig config) {
        this.config = config;
    }

    /** The TLS settings are owned by this stage in every managementState. */
    public static ConfigPatch of(RegistryConfig config, ObjectNode observedConfig) {
        var edit = new ConfigPatch(config);
        edit.spec().set("observedConfig", observedConfig);
        edit.exact.add(OBSERVED_CONFIG);
        if (!config.hasStorageSection()) {
            edit.spec().putObject("storage");
        }
        return edit;
    }

    /** Sets what a Managed Config needs besides storage: our finalizer and an HTTP secret. */
    public ConfigPatch taken() {
        if (!config.hasFinalizer()) {
            var finalizers = metadata().putArray("finalizers");
            config.finalizers().forEach(finalizers::add);
            finalizers.add(RegistryConfig.FINALIZER);
        }
        if (!config.hasHttpSecret()) {
            spec().put("httpSecret", SecretValue.GENERATED);
            secrets.add(SecretValue.randomHex(HTTP_SECRET, HTTP_SECRET_BYTES));
        }
        return this;
    }

    /** Sets these fields of the storage section. */
    public ConfigPatch storage(ObjectNode storage) {
        if (!storage.isEmpty()) {
            spec().set("storage", storage);
        }
        return this;
    }

    /** Replaces the whole storage section. */
    public ConfigPatch wholeStorage(ObjectNode storage) {
        spec().set("storage", storage);
        exact.add(STORAGE);
        return this;
    }

    public Desired.Present desired() {
        return new Desired.Present(
                RegistryConfig.REF, manifest, Desired.Scope.FIELDS, exact, secrets);
    }

    /** Removes our finalizer from a Config under deletion. */
    public static Desired.Present released(RegistryConfig config) {
        var manifest = JsonNodeFactory.instance.objectNode();
        var finalizers = manifest.putObject("metadata").putArray("finalizers");
        config.finalizers().stream()
                .filter(finalizer -> !finalizer.equals(RegistryConfig.FINALIZER))
                .forEach(finalizers::add);
        return Desired.fields(RegistryConfig.REF, manifest);
    }

    private ObjectNode spec() {
        return manifest.withObject("/spec");
    }

    private ObjectNode metadata() {
        return manifest.withObject("/metadata");
    }
}
