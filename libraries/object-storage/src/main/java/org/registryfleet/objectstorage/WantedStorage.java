package org.registryfleet.objectstorage;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket as an action asks for it, whoever provides it. */
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

    /** It may be there already. */
    public boolean isNamed() {
        return spec.path("named").asBoolean(true);
    }

    public boolean isCreatedHere() {
        return spec.path("createdHere").asBoolean(false);
    }

    /** Empty when it is not given. */
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
