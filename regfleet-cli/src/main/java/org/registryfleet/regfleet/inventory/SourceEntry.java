package org.registryfleet.regfleet.inventory;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.decision.SourceSettings.Guard;
import org.registryfleet.stage.change.GoDuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One source of a file, with the service's defaults where nothing is said; tells what is wrong. */
final class SourceEntry {

    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "type",
                    "hub",
                    "namespaces",
                    "labelSelector",
                    "proxy",
                    "mode",
                    "labels",
                    "grace",
                    "guard",
                    "settle",
                    "simulated");
    private static final Set<String> OF_LABELS = Set.of("copy", "add");
    private static final Set<String> OF_GUARD = Set.of("percent", "atLeast", "window");

    private final JsonNode node;
    private final List<String> problems;
    private final String name;

    SourceEntry(JsonNode node, List<String> problems) {
        this.node = node;
        this.problems = problems;
        this.name = node.path("name").asText("");
        known(node, "", FIELDS);
        known(node.path("labels"), "labels.", OF_LABELS);
        known(node.path("guard"), "guard.", OF_GUARD);
    }

    SourceConfiguration configuration(int precedence) {
        var standard = SourceSettings.of(name, "", precedence);
        var guard = node.path("guard");
        var settings =
                new SourceSettings(
                        name,
                        text("type"),
                        precedence,
                        text("hub"),
                        node.path("mode").asText(standard.mode()).toUpperCase(Locale.ROOT),
                        labels(node.path("labels")),
                        new Guard(
                                time(node, "grace", standard.guard().grace()),
                                number(guard, "percent", standard.guard().percent()),
                                number(guard, "atLeast", standard.guard().atLeast()),
                                time(guard, "window", standard.guard().window())),
                        time(node, "settle", standard.settle()),
                        node.path("simulated").asBoolean(false));
        return new SourceConfiguration(
                settings,
                texts(node.path("namespaces"), "namespaces"),
                value(node, "labelSelector").asText(""),
                text("proxy"));
    }

    private LabelMapping labels(JsonNode labels) {
        var added = new TreeMap<String, String>();
        labels.path("add")
                .properties()
                .forEach(label -> added.put(label.getKey(), label.getValue().asText()));
        return new LabelMapping(new TreeSet<>(texts(labels.path("copy"), "labels.copy")), added);
    }

    private String text(String field) {
        return node.path(field).asText("");
    }

    private List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        if (!list.isArray() && !list.isMissingNode()) {
            problem("%s is a list, not %s".formatted(field, list));
        }
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private int number(JsonNode object, String field, int standard) {
        var value = value(object, field);
        if (!value.isMissingNode() && !value.isInt()) {
            problem("guard.%s is a number, not %s".formatted(field, value));
        }
        return value.asInt(standard);
    }

    private Duration time(JsonNode object, String field, Duration standard) {
        var value = value(object, field);
        if (value.isMissingNode()) {
            return standard;
        }
        var parsed = GoDuration.parse(value.asText());
        if (parsed.isEmpty()) {
            problem("%s is a time such as 90s, 10m or 1h, not %s".formatted(field, value));
        }
        return parsed.map(time -> Duration.ofNanos(time.nanoseconds())).orElse(standard);
    }

    /** In both spellings that the service takes, {@code atLeast} and {@code at-least}. */
    private static JsonNode value(JsonNode object, String field) {
        var value = object.path(field);
        return value.isMissingNode() ? object.path(kebab(field)) : value;
    }

    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private void known(JsonNode object, String where, Set<String> fields) {
        object.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (fields.stream()
                                    .noneMatch(
                                            one -> field.equals(one) || field.equals(kebab(one)))) {
                                unknown(where, field, fields);
                            }
                        });
    }

    private void unknown(String where, String field, Set<String> fields) {
        var near = SimilarNames.of(field, fields);
        problem(
                "%s%s is unknown; %s"
                        .formatted(
                                where,
                                field,
                                near.isEmpty()
                                        ? "fields are " + String.join(", ", new TreeSet<>(fields))
                                        : "did you mean " + near.getFirst() + "?"));
    }

    private void problem(String what) {
        problems.add("source %s: %s".formatted(name, what));
    }
}
