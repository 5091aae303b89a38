package org.registryfleet.storageprovisioner.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Plays the recorded scenarios with the stage alone and compares the Config's metadata, spec and
 * storage status and the claims. What differs on purpose is listed.
 */
class RecordedScenarioTest {

    /** Scenario and stage, and what differs there. */
    private static final Map<String, List<String>> ON_PURPOSE = RecordedDifferences.all();

    @TestFactory
    Stream<DynamicTest> behavesAsRecorded() throws IOException {
        var folder = RecordedScenarios.find().folder();
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
                                                                                : " (Config"
                                                                                        + " first)"),
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
            story.platform(new DetectedPlatform("", false, false, false, List.of(), false));
        }
        if (scenario.path("operatorStarted").isMissingNode()) {
            story.listed().settle();
        }
        var found = new TreeMap<String, List<String>>();
        if (scenario.has("initialExpect")) {
            RecordedState.compare(folder, scenario.path("initialExpect").asText(), story, found);
        }
        for (var step : scenario.path("steps")) {
            step(story, step);
            if (!step.path("settle").path("none").asBoolean(false)) {
                story.settle().assertQuiet();
            }
            if (step.has("expect")) {
                RecordedState.compare(folder, step.path("expect").asText(), story, found);
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
            boolean single = status.path("infrastructureTopology").asText().equals("SingleReplica");
            story.platform(
                    new DetectedPlatform(
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
}
