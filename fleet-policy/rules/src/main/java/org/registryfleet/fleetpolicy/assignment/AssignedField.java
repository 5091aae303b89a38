package org.registryfleet.fleetpolicy.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A value for one field.
 *
 * @param value must not be modified. Of {@code config.storage}: the wanted backend only
 * @param claim the PersistentVolumeClaim that is made when it is missing; only of {@code
 *     config.storage}
 * @param source who wants it; of a request {@link Source#REQUEST}
 * @param allow dangers that were accepted
 */
public record AssignedField(
        SpecField field,
        JsonNode value,
        @Nullable ObjectNode claim,
        Source source,
        Set<Danger> allow) {

    public AssignedField {
        allow = Set.copyOf(allow);
    }

    /** A value that a person asks for. */
    public static AssignedField requested(SpecField field, JsonNode value) {
        return new AssignedField(field, value, null, Source.REQUEST, Set.of());
    }

    public AssignedField allowing(Set<Danger> dangers) {
        return new AssignedField(field, value, claim, source, dangers);
    }

    public AssignedField withClaim(@Nullable ObjectNode made) {
        return new AssignedField(field, value, made, source, allow);
    }

    public AssignedField withValue(JsonNode other) {
        return new AssignedField(field, other, claim, source, allow);
    }

    public AssignedField from(Source policy) {
        return new AssignedField(field, value, claim, policy, allow);
    }

    /** What is done about a value that is another one. */
    public enum Mode {
        /** It is only compared. */
        INFORM,
        /** It is written. */
        ENFORCE,
        /** The value from before the policies' own is written. */
        RESTORE
    }

    /**
     * The policy that wants a value.
     *
     * @param policy empty for a request
     * @param takeOver also a value that a person has set
     */
    public record Source(String policy, long version, Mode mode, boolean takeOver) {

        public static final Source REQUEST = new Source("", 0, Mode.ENFORCE, true);
    }
}
