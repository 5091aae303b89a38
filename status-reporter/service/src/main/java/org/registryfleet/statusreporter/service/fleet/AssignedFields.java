package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;

import java.util.List;
import java.util.Optional;

/**
 * The fields that policies assign to a cluster, and what the stage that writes them says of each.
 */
public record AssignedFields(List<AssignedField> fields, List<FieldVerdict> verdicts) {

    static final AssignedFields NONE = new AssignedFields(List.of(), List.of());

    public AssignedFields {
        fields = List.copyOf(fields);
        verdicts = List.copyOf(verdicts);
    }

    AssignedFields with(Assignment assignment) {
        return new AssignedFields(assignment.fields(), verdicts);
    }

    AssignedFields with(List<FieldVerdict> now) {
        return new AssignedFields(fields, now);
    }

    /** What became of a field; empty while the stage has not decided about this version. */
    public Optional<FieldVerdict> verdict(AssignedField field) {
        return verdicts.stream()
                .filter(one -> one.field().equals(field.field()))
                .filter(one -> one.policy().equals(field.source().policy()))
                .filter(one -> one.version() == field.source().version())
                .findFirst();
    }
}
