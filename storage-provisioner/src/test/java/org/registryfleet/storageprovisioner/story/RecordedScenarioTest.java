package org.registryfleet.storageprovisioner.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.outcome.StorageState;
import org.registryfleet.storageprovisioner.platform.PlatformFacts;

/**
 * Plays the recorded scenarios ({@code -Drecordings=<folder>}) with the stage alone and compares the
 * Config's metadata, spec and storage status and the claims. What differs on purpose is listed.
 */
@EnabledIfSystemProperty(named = "recordings", matches = ".+")
class RecordedScenarioTest {

    /** Scenario and stage, and what differs there. */
    private static final Map<String, List<String>> ON_PURPOSE = RecordedDifferences.all();

    @TestFactory
    Stream<DynamicTest> behavesAsRecorded() throws IOException {
        var folder = Path.of(System.getProperty("recordings"));
        var names = new ArrayList<String>();
        try (var entries = Files.list(folder)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{3}-.*"))
                    .filter(name -> !RecordedDifferences.isObjectStore(name))
                    .sorted()
                    .forEach(names::add);
        }
        return names.stream()
                .flatMap(
                        name ->
                                Stream.of(true, false)
                                        .map(
                                                claimsFirst ->
                                                        DynamicTest.dynamicTest(
                                                                name
                                                                        + (claimsFirst
                                                                                ? ""
                                                                                : " (Config first)"),
                                                                () ->
                                                                        play(
                                                                                folder.resolve(
                                                                                        name),
                                                                                claimsFirst))));
    }

    private static void play(Path folder, boolean claimsFirst) {
        var scenario = Yaml.read(folder.resolve("scenario.yaml"));
        var story = Story.begin(claimsFirst);
        boolean known = false;
        for (var object : scenario.path("given")) {
            known |= apply(story, object);
        }
        if (!known) {
            story.platform(new PlatformFacts("", false, false, false, List.of(), false));
        }
        if (scenario.path("operatorStarted").isMissingNode()) {
            story.listed().settle();
        }
        var found = new TreeMap<String, List<String>>();
        if (scenario.has("initialExpect")) {
            compare(folder, scenario.path("initialExpect").asText(), story, found);
        }
        for (var step : scenario.path("steps")) {
            step(story, step);
            if (!step.path("settle").path("none").asBoolean(false)) {
                story.settle().assertQuiet();
            }
            if (step.has("expect")) {
                compare(folder, step.path("expect").asText(), story, found);
            }
        }
        found.values().removeIf(List::isEmpty);
        assertThat(found)
                .as(folder.getFileName().toString())
                .isEqualTo(expected(scenario.path("id").asText()));
    }

    private static Map<String, List<String>> expected(String id) {
        var expected = new TreeMap<String, List<String>>();
        ON_PURPOSE.forEach(
                (key, differences) -> {
                    if (key.startsWith(id.substring(0, 3) + "/")) {
                        expected.put(key.substring(4), differences);
                    }
                });
        return expected;
    }

    /** Whether the object told the platform. */
    private static boolean apply(Story story, JsonNode object) {
        if (object.path("kind").asText().equals("Infrastructure")) {
            var status = object.path("status");
            boolean single =
                    status.path("infrastructureTopology").asText().equals("SingleReplica");
            story.platform(
                    new PlatformFacts(
                            status.at("/platformStatus/type").asText(""),
                            !status.isMissingNode(),
                            false,
                            single,
                            List.of(),
                            false));
            return true;
        }
        story.apply((ObjectNode) object);
        return false;
    }

    private static void step(Story story, JsonNode step) {
        var kind = step.fieldNames().next();
        var body = step.path(kind);
        switch (kind) {
            case "apply" -> apply(story, body);
            case "merge-patch", "status-patch" -> {
                if (!step.path("result").path("code").asText("200").startsWith("4")) {
                    story.merge(Yaml.ref(body.path("ref")), body.path("body"));
                }
            }
            case "delete" -> story.delete(Yaml.ref(body.path("ref")));
            case "hold-gc" -> story.collects(false);
            case "release-gc" -> story.collects(true);
            default -> {}
        }
    }

    private static void compare(
            Path folder, String stage, Story story, Map<String, List<String>> found) {
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
                differences,
                "conditions",
                storageConditions(expected),
                storageConditions(config));
        difference(differences, "error", error(expected), shown(story.state()));
    }

    private static void compareMembers(
            String at, JsonNode expected, JsonNode actual, List<String> differences) {
        var names = new java.util.TreeSet<String>();
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
            throw new java.io.UncheckedIOException(e);
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

    private static String shown(StorageState state) {
        return state.error().message();
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
