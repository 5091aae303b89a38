package org.registryfleet.stage.view;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/**
 * An object as last observed, with secret values replaced by digests.
 *
 * @param content the whole object; must not be modified
 * @param owners field managers of the object; of most kinds others than the fleet
 */
public record Observed(
        ObjectRef ref,
        String uid,
        String resourceVersion,
        JsonNode content,
        List<FieldOwner> owners) {

    /** The fleet's own field manager. */
    public static final String FLEET = "registry-fleet";

    public Observed {
        owners = List.copyOf(owners);
    }

    /** An object without other field managers. */
    public Observed(ObjectRef ref, String uid, String resourceVersion, JsonNode content) {
        this(ref, uid, resourceVersion, content, List.of());
    }

    /** The other field manager that owns a field; empty when it is the fleet or unknown. */
    public String owner(String pointer) {
        return owners(pointer).stream().filter(manager -> !isFleet(manager)).findFirst().orElse("");
    }

    /** All known field managers of a field, the fleet among them where the watcher tells of it. */
    public List<String> owners(String pointer) {
        return owners.stream()
                .filter(owner -> owner.owns(pointer))
                .map(FieldOwner::manager)
                .toList();
    }

    /** Whether a field manager is the fleet. */
    public static boolean isFleet(String manager) {
        return manager.equals(FLEET) || manager.startsWith(FLEET + "-");
    }

    /** {@code metadata.generation}; 0 for kinds without one. */
    public long generation() {
        return content.path("metadata").path("generation").asLong(0);
    }

    public boolean isDeleting() {
        return content.path("metadata").hasNonNull("deletionTimestamp");
    }

    public JsonNode spec() {
        return content.path("spec");
    }

    public JsonNode status() {
        return content.path("status");
    }

    /** The value at a JSON pointer; a missing node when there is none. */
    public JsonNode at(String pointer) {
        return content.at(pointer);
    }

    public Optional<String> annotation(String key) {
        return text(content.path("metadata").path("annotations").path(key));
    }

    public Optional<String> label(String key) {
        return text(content.path("metadata").path("labels").path(key));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
