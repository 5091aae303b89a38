package org.registryfleet.fleetpolicy.assignment;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a change may cost, and has to be accepted by name. */
public enum Danger {
    /** The registry shows another storage; its images are not copied. */
    STORAGE_CHANGE("StorageChange"),
    /** The registry is taken away. */
    REMOVAL("Removal"),
    /** Images are lost whenever the registry's pod restarts. */
    EPHEMERAL_STORAGE("EphemeralStorage");

    static final String EMPTY_DIR = "emptyDir";
    private static final String MANAGEMENT_STATE = "managementState";

    private final String word;

    Danger(String word) {
        this.word = word;
    }

    /** As policies and records spell it. */
    public String word() {
        return word;
    }

    public static Optional<Danger> of(String word) {
        return Arrays.stream(values()).filter(danger -> danger.word.equals(word)).findFirst();
    }

    /** What writing the field to this Config would cost, whether accepted or not. */
    public static List<Danger> of(AssignedField field, Observed config) {
        if (field.field().equals(SpecField.MANAGEMENT_STATE)) {
            return isRemoval(field.value(), config) ? List.of(REMOVAL) : List.of();
        }
        return field.field().equals(SpecField.STORAGE)
                ? ofStorage(field.value(), config)
                : List.of();
    }

    /** Removing what is removed already costs nothing. */
    private static boolean isRemoval(JsonNode value, Observed config) {
        return value.asText().equals("Removed")
                && !config.spec().path(MANAGEMENT_STATE).asText("").equals("Removed");
    }

    private static List<Danger> ofStorage(JsonNode value, Observed config) {
        var dangers = new ArrayList<Danger>();
        var before = config.spec().path("storage");
        if (value.has(EMPTY_DIR) && !before.has(EMPTY_DIR)) {
            dangers.add(EPHEMERAL_STORAGE);
        }
        if (!place(before).isEmpty() && !isSameStorage(before, value)) {
            dangers.add(STORAGE_CHANGE);
        }
        return dangers;
    }

    /**
     * Whether a storage section is what is wanted of it. What the wanted value does not name may be
     * anything.
     */
    public static boolean isSameStorage(JsonNode before, JsonNode wanted) {
        if (!place(before).equals(place(wanted))) {
            return false;
        }
        var now = before.path(place(before));
        return wanted.path(place(wanted)).properties().stream()
                .allMatch(part -> isSamePart(part, now));
    }

    /** The operator fills in the name of an empty claim. */
    private static boolean isSamePart(Map.Entry<String, JsonNode> part, JsonNode before) {
        var found = before.path(part.getKey());
        return part.getValue().equals(found)
                || (part.getValue().asText("-").isEmpty() && isOwnClaim(part.getKey(), found));
    }

    private static boolean isOwnClaim(String name, JsonNode found) {
        return name.equals("claim")
                && (found.asText("").isEmpty() || found.asText().equals("image-registry-storage"));
    }

    /** The backend that a storage section names; empty when there is none. */
    static String place(JsonNode storage) {
        return storage.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(MANAGEMENT_STATE))
                .findFirst()
                .orElse("");
    }
}
