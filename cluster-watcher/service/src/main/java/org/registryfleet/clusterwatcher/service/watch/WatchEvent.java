package org.registryfleet.clusterwatcher.service.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;

/** What one line of a watch says. */
sealed interface WatchEvent {

    /** An object was added or modified. */
    record Present(ObjectNode object) implements WatchEvent {}

    record Gone(ObjectNode object) implements WatchEvent {}

    /** Nothing has happened up to this version. */
    record Bookmark(String version) implements WatchEvent {}

    /** The history no longer reaches the version that the watch goes on from. */
    record Expired() implements WatchEvent {}

    /** Something that another watch from the same version may cure. */
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

    /** The version of an object, or of a list. */
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

    /** Reads lines. */
    final class Lines {
        private static final ObjectReader JSON = new JsonMapper().readerFor(ObjectNode.class);

        private Lines() {}
    }
}
