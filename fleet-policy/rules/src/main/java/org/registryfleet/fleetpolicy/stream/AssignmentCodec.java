package org.registryfleet.fleetpolicy.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.RemediationAction;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.schemas.UndecodableEventException;

import java.util.Optional;
import java.util.stream.Collectors;

/** {@link Assignment} as its record and back. */
public final class AssignmentCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AssignmentCodec() {}

    /** The record of a request. */
    public static org.registryfleet.events.Assignment encode(
            String cluster, Assignment assignment) {
        return org.registryfleet.events.Assignment.newBuilder()
                .setCluster(cluster)
                .setId(assignment.id())
                .setFields(assignment.fields().stream().map(AssignmentCodec::encode).toList())
                .setBy(assignment.by())
                .setAt(assignment.at())
                .setReason(assignment.reason())
                .setConfigUid(assignment.seen().configUid())
                .setConfigGeneration(assignment.seen().configGeneration())
                .build();
    }

    /** A request as the upstream of a stage. */
    public static Assignment.Requested requested(SpecificRecord record) {
        return new Assignment.Requested(decode((org.registryfleet.events.Assignment) record));
    }

    /** What policies assign, as the upstream of a stage. */
    public static Assignment.Assigned assigned(SpecificRecord record) {
        return new Assignment.Assigned(decode((org.registryfleet.events.Assignment) record));
    }

    /**
     * The assignment of a record.
     *
     * @throws UndecodableEventException when a field or a value is none
     */
    public static Assignment decode(org.registryfleet.events.Assignment record) {
        return new Assignment(
                record.getId(),
                record.getFields().stream().map(AssignmentCodec::decode).toList(),
                record.getBy(),
                record.getAt(),
                record.getReason(),
                new Assignment.Seen(record.getConfigUid(), record.getConfigGeneration()));
    }

    private static org.registryfleet.events.AssignedField encode(AssignedField field) {
        var claim = field.claim();
        return org.registryfleet.events.AssignedField.newBuilder()
                .setField(field.field().toString())
                .setValue(field.value().toString())
                .setClaim(claim == null ? "" : claim.toString())
                .setPolicy(field.source().policy())
                .setVersion(field.source().version())
                .setMode(RemediationAction.valueOf(field.source().mode().name()))
                .setTakeOver(field.source().takeOver())
                .setAllow(field.allow().stream().map(Danger::word).sorted().toList())
                .build();
    }

    private static AssignedField decode(org.registryfleet.events.AssignedField field) {
        return new AssignedField(
                SpecField.parse(field.getField())
                        .orElseThrow(() -> wrong("\"" + field.getField() + "\" is no field")),
                json(field.getValue()),
                claim(field.getClaim()),
                new AssignedField.Source(
                        field.getPolicy(),
                        field.getVersion(),
                        AssignedField.Mode.valueOf(field.getMode().name()),
                        field.getTakeOver()),
                field.getAllow().stream()
                        .map(Danger::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static @Nullable ObjectNode claim(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (json(text) instanceof ObjectNode claim) {
            return claim;
        }
        throw wrong("a claim is no object");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw wrong("a value is no JSON");
        }
    }

    private static UndecodableEventException wrong(String why) {
        return new UndecodableEventException(why, "find out who writes to this topic");
    }
}
