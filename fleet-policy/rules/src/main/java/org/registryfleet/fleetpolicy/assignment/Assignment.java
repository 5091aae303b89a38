package org.registryfleet.fleetpolicy.assignment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

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

    /** Of an assignment without fields. */
    public static final String NOTHING = digest(List.of());

    /** What policies assign; equal fields have an equal id. */
    public static Assignment ofPolicies(List<AssignedField> fields, Instant at) {
        var policies = new TreeSet<String>();
        boolean writes = false;
        for (var field : fields) {
            writes |= field.source().mode() != AssignedField.Mode.INFORM;
            policies.add("%s %d".formatted(field.source().policy(), field.source().version()));
        }
        return new Assignment(
                digest(fields),
                fields,
                policies.isEmpty() ? "no policy" : "policy " + String.join(", ", policies),
                at,
                writes ? "" : "only compared",
                Seen.NONE);
    }

    private static String digest(List<AssignedField> fields) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            fields.forEach(field -> digest.update(text(field).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String text(AssignedField field) {
        return "%s %s %s %s %s\n"
                .formatted(
                        field.field(),
                        field.value(),
                        field.claim(),
                        field.source(),
                        new TreeSet<>(field.allow()));
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
