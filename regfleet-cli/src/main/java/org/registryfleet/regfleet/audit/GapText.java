package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.fact.LogPosition;

import java.util.ArrayList;
import java.util.List;

/** What an answer could not take into account, in words. */
final class GapText {

    private GapText() {}

    /** The records that nobody can read; nothing when there is none. */
    static List<String> lines(JsonNode answer, Ink ink) {
        int count = answer.path("unreadable").asInt();
        if (count == 0) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(
                ink.red(
                        count == 1
                                ? "  1 record cannot be read: what it said is missing here"
                                : "  %d records cannot be read: what they said is missing here"
                                        .formatted(count)));
        var named = answer.path("unreadableRecords");
        named.forEach(
                one ->
                        lines.add(
                                "    %s: %s"
                                        .formatted(
                                                place(one.path("record")),
                                                one.path("detail").asText())));
        if (count > named.size()) {
            lines.add("    … and %d more".formatted(count - named.size()));
        }
        return lines;
    }

    /** A place as other tools name it. */
    static String place(LogPosition place) {
        return "%s, partition %d, offset %d"
                .formatted(place.topic(), place.partition(), place.offset());
    }

    private static String place(JsonNode record) {
        return place(
                new LogPosition(
                        record.path("topic").asText(),
                        record.path("partition").asInt(),
                        record.path("offset").asLong()));
    }
}
