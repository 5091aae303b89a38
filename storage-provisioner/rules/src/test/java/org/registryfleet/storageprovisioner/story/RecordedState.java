package org.registryfleet.storageprovisioner.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.claim.RegistryClaim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a story with a recorded stage: the Config and the claims. */
final class RecordedState {

    private RecordedState() {}

    static void compare(Path folder, String stage, Story story, Map<String, List<String>> found) {
        var differences = new ArrayList<String>();
        var expected = folder.resolve(stage);
        var file = expected.resolve("config--_--cluster.yaml");
        if (!Files.exists(file)) {
            difference(differences, "Config", false, story.hasConfig());
        } else if (!story.hasConfig()) {
            difference(differences, "Config", true, false);
        } else {
            compareConfig(Yaml.read(file), story, differences);
        }
        compareClaims(expected, story, differences);
        found.put(stage, differences);
    }

    private static void compareConfig(JsonNode expected, Story story, List<String> differences) {
        var config = story.config();
        var spec = (ObjectNode) config.path("spec").deepCopy();
        if (spec.has("httpSecret")) {
            spec.put("httpSecret", "<random>");
        }
        if (spec.at("/storage/pvc/claim").asText("x").isEmpty()) {
            ((ObjectNode) spec.at("/storage/pvc")).remove("claim");
        }
        // filled in by the API server
        spec.put("logLevel", spec.path("logLevel").asText("Normal"));
        spec.put("operatorLogLevel", spec.path("operatorLogLevel").asText("Normal"));
        difference(
                differences,
                "finalizers",
                expected.at("/metadata/finalizers"),
                config.at("/metadata/finalizers"));
        compareMembers("spec", expected.path("spec"), spec, differences);
        difference(
                differences,
                "status.storage",
                expected.at("/status/storage"),
                config.at("/status/storage"));
        difference(
                differences,
                "status.storageManaged",
                expected.at("/status/storageManaged"),
                config.at("/status/storageManaged"));
        difference(
                differences, "conditions", storageConditions(expected), storageConditions(config));
        difference(differences, "error", error(expected), story.state().error().message());
    }

    private static void compareMembers(
            String at, JsonNode expected, JsonNode actual, List<String> differences) {
        var names = new TreeSet<String>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            difference(differences, at + "." + name, expected.path(name), actual.path(name));
        }
    }

    private static void compareClaims(Path expected, Story story, List<String> differences) {
        var prefix = "persistentvolumeclaim--openshift-image-registry--";
        try (var files = Files.list(expected)) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .forEach(
                            file -> {
                                var claim = Yaml.read(file);
                                var actual = story.claim(claim.at("/metadata/name").asText());
                                difference(
                                        differences,
                                        "claim " + claim.at("/metadata/name").asText(),
                                        claim.path("spec"),
                                        actual.path("spec"));
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var absent : Yaml.read(expected.resolve("absent.yaml"))) {
            if (absent.path("kind").asText().equals("PersistentVolumeClaim")) {
                var ref = RegistryClaim.ref(absent.path("name").asText());
                difference(differences, "claim " + ref.name(), false, story.has(ref));
            }
        }
    }

    /** The storage error that Progressing shows. */
    private static String error(JsonNode config) {
        for (var condition : config.at("/status/conditions")) {
            var message = condition.path("message").asText("");
            if (condition.path("type").asText().equals("Progressing")
                    && condition.path("reason").asText("").equals("Error")
                    && message.contains("storage")) {
                return message.replace("Unable to apply resources: ", "");
            }
        }
        return "";
    }

    private static Map<String, String> storageConditions(JsonNode config) {
        var conditions = new TreeMap<String, String>();
        for (var condition : config.at("/status/conditions")) {
            var type = condition.path("type").asText();
            if (type.startsWith("Storage")) {
                conditions.put(
                        type,
                        condition.path("status").asText()
                                + "/"
                                + condition.path("reason").asText("")
                                + "/"
                                + condition.path("message").asText(""));
            }
        }
        return conditions;
    }

    private static void difference(
            List<String> differences, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(what + ": " + sorted(expected) + " -> " + sorted(actual));
        }
    }

    private static Object sorted(Object value) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> copy.set(field.getKey(), field.getValue()));
        return copy;
    }
}
