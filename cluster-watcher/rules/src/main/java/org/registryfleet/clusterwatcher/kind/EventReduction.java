package org.registryfleet.clusterwatcher.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An Event as far as it says why something does not start. */
final class EventReduction {

    private static final int LONGEST = 500;
    private static final long HOUR = 60;
    private static final List<String> METADATA =
            List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");
    private static final List<String> ABOUT = List.of("kind", "namespace", "name", "uid");
    private static final List<String> FIELDS =
            List.of(
                    "reason",
                    "message",
                    "type",
                    "count",
                    "firstTimestamp",
                    "lastTimestamp",
                    "eventTime",
                    "series");

    /** What grows while an Event repeats itself. */
    private static final List<String> REPETITION = List.of("count", "lastTimestamp", "series");

    private EventReduction() {}

    static ObjectNode of(ObjectNode event) {
        var reduced = JsonNodeFactory.instance.objectNode();
        copy(event, reduced, List.of("apiVersion", "kind"));
        copy(event.path("metadata"), reduced.putObject("metadata"), METADATA);
        copy(event.path("involvedObject"), reduced.putObject("involvedObject"), ABOUT);
        copy(event, reduced, FIELDS);
        return reduced;
    }

    static ObjectNode shortened(ObjectNode event) {
        var message = event.path("message").asText("");
        return message.length() <= LONGEST
                ? event
                : event.put("message", message.substring(0, LONGEST - 1) + "…");
    }

    static boolean isReported(ObjectNode event) {
        return event.path("type").asText("").equals("Warning")
                || event.at("/involvedObject/kind").asText("").equals("PersistentVolumeClaim");
    }

    static ObjectNode news(ObjectNode event) {
        var news = event.deepCopy();
        news.remove(REPETITION);
        news.put("minutes", step(minutes(event)));
        return news;
    }

    private static long step(long minutes) {
        return minutes < HOUR ? Long.highestOneBit(minutes) : minutes - minutes % HOUR;
    }

    private static long minutes(ObjectNode event) {
        var first = time(event, "/firstTimestamp").or(() -> time(event, "/eventTime"));
        var last = time(event, "/lastTimestamp").or(() -> time(event, "/series/lastObservedTime"));
        return first.isPresent() && last.isPresent()
                ? Math.max(0, Duration.between(first.get(), last.get()).toMinutes())
                : 0;
    }

    private static Optional<Instant> time(ObjectNode event, String place) {
        try {
            return Optional.of(Instant.parse(event.at(place).asText("")));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (var field : fields) {
            if (from.hasNonNull(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
