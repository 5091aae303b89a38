package org.registryfleet.fleetpolicy.policy;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.stage.view.Observed;

import java.util.Map;

/**
 * A cluster of the fleet as the log shows it last.
 *
 * @param platform empty when it is not known
 * @param objects Config and ImagePruner; without those that are not there
 * @param writers the last field manager of each of them; empty when the API did not tell
 */
public record FleetMember(
        String cluster,
        Map<String, String> labels,
        String platform,
        boolean singleReplica,
        Map<SpecField.Subject, Observed> objects,
        Map<SpecField.Subject, String> writers) {

    public FleetMember {
        labels = Map.copyOf(labels);
        objects = Map.copyOf(objects);
        writers = Map.copyOf(writers);
    }

    @Nullable Observed object(SpecField.Subject subject) {
        return objects.get(subject);
    }

    /** Who owns the field; else who wrote its object last; empty when nobody knows. */
    String writer(SpecField field) {
        var object = objects.get(field.subject());
        var owner = object == null ? "" : object.owner(field.pointer());
        return owner.isEmpty() ? writers.getOrDefault(field.subject(), "") : owner;
    }
}
