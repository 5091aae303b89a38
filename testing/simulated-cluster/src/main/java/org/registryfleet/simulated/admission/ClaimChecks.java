package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.Quantity;

import java.util.List;

/** What claims for storage must fulfil. */
final class ClaimChecks {
    private static final List<String> MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

    private ClaimChecks() {}

    static void check(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        var modes = spec.path("accessModes");
        if (modes.isEmpty()) {
            complaints.required("spec.accessModes", "at least 1 access mode is required");
        }
        var single = false;
        for (var mode : modes) {
            if (!MODES.contains(mode.asText())) {
                complaints.add(FieldError.notSupported("spec.accessModes", mode, MODES));
            }
            single |= mode.asText().equals("ReadWriteOncePod");
        }
        if (single && modes.size() > 1) {
            complaints.forbidden(
                    "spec.accessModes", "may not use ReadWriteOncePod with other access modes");
        }
        size(spec.path("resources").path("requests"), complaints);
    }

    private static void size(JsonNode requests, Complaints complaints) {
        var storage = requests.path("storage");
        if (storage.isMissingNode()) {
            complaints.required("spec.resources[storage]", "");
            return;
        }
        var quantity = Quantity.parse(storage.asText());
        if (quantity.isEmpty()) {
            PodChecks.amount(storage, "spec.resources.requests[storage]", complaints);
        } else if (quantity.get().value().signum() <= 0) {
            complaints.invalid("spec.resources[storage]", storage, "must be greater than zero");
        }
    }

    /** Only binding, and the size once bound, may change a claim. */
    static void specKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        var before = Json.child(old, "spec").deepCopy();
        var after = Json.child(next, "spec").deepCopy();
        if (!before.has("volumeName")) {
            after.remove("volumeName");
        }
        if (!before.has("storageClassName")) {
            after.remove("storageClassName");
        }
        if (Json.at(old, "status", "phase").asText().equals("Bound")) {
            requests(before, after, complaints);
        }
        if (!before.equals(after)) {
            complaints.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for"
                            + " bound claims");
        }
    }

    private static void requests(ObjectNode before, ObjectNode after, Complaints complaints) {
        var was = Quantity.parse(Json.at(before, "resources", "requests", "storage").asText());
        var will = Quantity.parse(Json.at(after, "resources", "requests", "storage").asText());
        if (was.isPresent() && will.isPresent() && will.get().compareTo(was.get()) < 0) {
            complaints.forbidden(
                    "spec.resources.requests.storage",
                    "field can not be less than status.capacity");
        }
        Json.child(before, "resources").remove("requests");
        Json.child(after, "resources").remove("requests");
    }
}
