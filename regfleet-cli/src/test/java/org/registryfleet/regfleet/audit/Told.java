package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds things in the answers of the audit commands. */
final class Told {

    private Told() {}

    static List<String> events(JsonNode history) {
        return stream(history.path("chapters")).map(c -> c.at("/event/type").asText()).toList();
    }

    /** The first chapter in which somebody else changed the field of the object. */
    static JsonNode chapterThatChanges(JsonNode history, String object, String field) {
        return stream(history.path("chapters"))
                .filter(chapter -> chapter.path("showsAction").asText().isEmpty())
                .filter(chapter -> chapter.at("/event/object").asText().endsWith(object))
                .filter(chapter -> !change(chapter, field).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    static JsonNode decision(JsonNode chapter, String stage) {
        return stream(chapter.path("decisions"))
                .filter(one -> one.path("stage").asText().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode condition(JsonNode explanation, String type) {
        return stream(explanation.path("conditions"))
                .filter(one -> one.at("/condition/type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    static String change(JsonNode changed, String field) {
        return stream(changed.path("changes"))
                .filter(one -> one.path("field").asText().equals(field))
                .map(one -> text(one.path("before")) + " → " + text(one.path("after")))
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isTextual() ? value.asText() : value.toString();
    }

    static List<String> stages(JsonNode steps) {
        return stream(steps)
                .map(step -> step.path("stage").asText())
                .filter(stage -> !stage.isEmpty())
                .toList();
    }

    static List<String> objects(JsonNode picture) {
        return picture.path("objects").properties().stream().map(Map.Entry::getKey).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
