package org.registryfleet.fleetpolicy.policy;

import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecField;

import java.util.List;

/**
 * One field of one cluster against the policies.
 *
 * @param policies the policies that want something of the field
 * @param wanted JSON; of a conflict what the first policy wants
 * @param found JSON; empty when the field is absent
 * @param writer field manager of what was found; empty when nobody knows
 * @param dangers what bringing it about would cost
 */
public record FieldCompliance(
        SpecField field,
        List<String> policies,
        State state,
        String wanted,
        String found,
        String writer,
        List<Danger> dangers) {

    public FieldCompliance {
        policies = List.copyOf(policies);
        dangers = List.copyOf(dangers);
    }

    /** How a field compares. */
    public enum State {
        COMPLIANT,
        NON_COMPLIANT,
        /** Policies want different values of it: neither counts. */
        CONFLICT,
        /** The cluster has no such object, or was never listed. */
        UNKNOWN
    }
}
