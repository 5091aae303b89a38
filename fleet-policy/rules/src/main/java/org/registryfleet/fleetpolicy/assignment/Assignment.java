package org.registryfleet.fleetpolicy.assignment;

import java.time.Instant;
import java.util.List;

/**
 * What one cluster's registry shall be.
 *
 * @param id of a request: names it in the answer
 * @param by who asked for it
 * @param at the asking process's clock, which no rule compares with {@code now}
 * @param seen the Config that a request is about
 */
public record Assignment(
        String id, List<AssignedField> fields, String by, Instant at, String reason, Seen seen) {

    public Assignment {
        fields = List.copyOf(fields);
    }

    /** The Config as a person saw it: a request about another one is refused. */
    public record Seen(String configUid, long configGeneration) {

        public static final Seen NONE = new Seen("", 0);
    }

    /** A person asks for these fields, once. As an upstream result it has a type of its own. */
    public record Requested(Assignment assignment) {}

    /** The policies of the fleet assign these fields until they assign others. */
    public record Assigned(Assignment assignment) {}
}
