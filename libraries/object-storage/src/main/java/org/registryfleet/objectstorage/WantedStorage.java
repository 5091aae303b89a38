package org.registryfleet.objectstorage;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Desired state of a bucket, for any provider. */
public record WantedStorage(JsonNode spec) {

    public String bucket() {
        return text("bucket");
    }

    public boolean isAbsent() {
        return text("state").equals("Absent");
    }

    public boolean isManaged() {
        return text("management").equals("Managed");
    }

    public boolean isManagedIfCreated() {
        return text("management").equals("IfCreated");
    }

    public boolean mayCreate() {
        return spec.path("mayCreate").asBoolean(false);
    }

    /** Whether it may exist already. */
    public boolean isNamed() {
        return spec.path("named").asBoolean(true);
    }

    public boolean isCreatedHere() {
        return spec.path("createdHere").asBoolean(false);
    }

    /** Empty when unset. */
    public String text(String name) {
        return spec.path(name).asText("");
    }

    public Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        spec.path(name)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
