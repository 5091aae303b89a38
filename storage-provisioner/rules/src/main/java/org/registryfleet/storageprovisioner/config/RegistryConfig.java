package org.registryfleet.storageprovisioner.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.List;

/** The observed Config. */
public record RegistryConfig(Observed observed) {

    public static final String FINALIZER = "imageregistry.operator.openshift.io/finalizer";

    public static final ObjectRef REF =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    public String uid() {
        return observed.uid();
    }

    public long generation() {
        return observed.generation();
    }

    public OperandState operandState() {
        return OperandState.of(managementState());
    }

    public String managementState() {
        return observed.spec().path("managementState").asText("");
    }

    public StorageSection storage() {
        return new StorageSection(objectAt(observed.spec().path("storage")));
    }

    /** {@code status.storage}; empty if there is none. */
    public ObjectNode statusStorage() {
        return objectAt(observed.status().path("storage"));
    }

    public boolean hasStorageSection() {
        return observed.spec().path("storage").isObject();
    }

    public int replicas() {
        return observed.spec().path("replicas").asInt(0);
    }

    public String rolloutStrategy() {
        return observed.spec().path("rolloutStrategy").asText("");
    }

    public boolean hasHttpSecret() {
        return !observed.spec().path("httpSecret").asText("").isEmpty();
    }

    public List<String> finalizers() {
        var finalizers = new ArrayList<String>();
        observed.at("/metadata/finalizers").forEach(entry -> finalizers.add(entry.asText()));
        return finalizers;
    }

    public boolean hasFinalizer() {
        return finalizers().contains(FINALIZER);
    }

    /** Names of the Routes in the Config. */
    public List<String> routes() {
        var names = new ArrayList<String>();
        if (observed.spec().path("defaultRoute").asBoolean(false)) {
            names.add("default-route");
        }
        observed.spec().path("routes").forEach(route -> names.add(route.path("name").asText()));
        return names;
    }

    private static ObjectNode objectAt(JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
