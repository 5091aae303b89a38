package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.policy.FieldCompliance;
import org.registryfleet.fleetpolicy.policy.FleetMember;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;
import org.registryfleet.statusreporter.service.fleet.AssignedFields;
import org.registryfleet.statusreporter.service.fleet.ClusterRecord;

import java.util.Comparator;
import java.util.List;

/** What policies want of one cluster, field by field, as JSON. */
record ClusterPolicy(String cluster, List<FieldLine> fields) {

    /**
     * A field as one policy wants it. Values are JSON.
     *
     * @param mode INFORM, ENFORCE or RESTORE
     * @param observed empty when the field is absent
     * @param state COMPLIANT, NON_COMPLIANT, PENDING, REFUSED, CONTESTED, RESTORED or UNKNOWN
     * @param message why it is so; empty when there is nothing to say
     * @param lastWriter field manager of what was observed; empty when nobody knows
     * @param before what undoing brings back; empty when the value is not the policies' own, or the
     *     field was absent
     * @param dangers what bringing it about would cost
     */
    record FieldLine(
            String field,
            String policy,
            long version,
            String mode,
            String desired,
            String observed,
            String state,
            String message,
            String lastWriter,
            String before,
            List<String> dangers) {}

    static ClusterPolicy of(ClusterRecord cluster, @Nullable FleetMember member) {
        var policies = cluster.policies();
        return new ClusterPolicy(
                cluster.id(),
                policies.fields().stream()
                        .sorted(Comparator.comparing(AssignedField::field))
                        .map(field -> line(field, policies, member))
                        .toList());
    }

    private static FieldLine line(
            AssignedField field, AssignedFields policies, @Nullable FleetMember member) {
        var verdict = policies.verdict(field);
        var found = member == null ? null : PolicyPlan.compare(field, member);
        return new FieldLine(
                field.field().toString(),
                field.source().policy(),
                field.source().version(),
                field.source().mode().name(),
                field.value().toString(),
                found == null ? "" : found.found(),
                verdict.map(one -> one.state().name()).orElseGet(() -> state(found)),
                verdict.map(one -> one.message()).orElse(""),
                found == null ? "" : found.writer(),
                verdict.map(one -> one.before()).orElse(""),
                found == null ? List.of() : found.dangers().stream().map(Danger::word).toList());
    }

    /** Fields that nobody writes are only compared. */
    private static String state(@Nullable FieldCompliance found) {
        return found == null ? FieldCompliance.State.UNKNOWN.name() : found.state().name();
    }
}
