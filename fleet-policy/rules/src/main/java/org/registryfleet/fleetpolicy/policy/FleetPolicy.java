package org.registryfleet.fleetpolicy.policy;

import org.registryfleet.fleetpolicy.assignment.AssignedField;

import java.util.List;

/**
 * What the registries of some clusters shall be.
 *
 * @param fields ordered by name, each once
 */
public record FleetPolicy(
        String name, Placement placement, List<AssignedField> fields, Enforcement enforcement) {

    public FleetPolicy {
        fields = fields.stream().sorted((a, b) -> a.field().compareTo(b.field())).toList();
    }

    /** A policy that only informs. */
    public FleetPolicy(String name, Placement placement, List<AssignedField> fields) {
        this(name, placement, fields, Enforcement.NONE);
    }
}
