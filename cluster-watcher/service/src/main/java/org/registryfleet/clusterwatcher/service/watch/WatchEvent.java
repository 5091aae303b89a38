package org.registryfleet.clusterwatcher.service.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;

/** One event of a watch, decoded from a line of the response. */
sealed interface WatchEvent {

    /** An object was added or modified. */
    record Present(ObjectNode object) implements WatchEvent {}

    record Gone(ObjectNode object) implements WatchEvent {}

    /** Nothing else has happened up to this resourceVersion. */
    record Bookmark(String version) implements WatchEvent {}

    /** The resourceVersion that the watch resumes from has expired (410). */
    record Expired() implements WatchEvent {}

    /** An error that another watch from the same resourceVersion may not have. */
    record Failed(String why) implements WatchEvent {}

    static WatchEvent of(byte[] line) {
        try {
            ObjectNode event = Lines.JSON.readValue(line);
            return event.get("object") instanceof ObjectNode object
                    ? of(event.path("type").asText(), object)
                    : new Failed("an event has no object");
        } catch (IOException e) {
            return new Failed("an event could not be decoded");
        }
    }

    /** The resourceVersion of an object or list. */
    static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    private static WatchEvent of(String type, ObjectNode object) {
        return switch (type) {
            case "ADDED", "MODIFIED" -> new Present(object);
            case "DELETED" -> new Gone(object);
            case "BOOKMARK" -> new Bookmark(version(object));
            case "ERROR" ->
                    object.path("code").asInt() == 410
                            ? new Expired()
                            : new Failed(
                                    "the API server answered " + object.path("message").asText());
            default -> new Failed("an event has the unknown type " + type);
        };
    }

    /** Holds the JSON reader. */
    final class Lines {
        private static final ObjectReader JSON = new JsonMapper().readerFor(ObjectNode.class);

        private Lines() {}
    }
}
