package org.registryfleet.statusreporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.stage.change.MergePatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One recorded stage: the objects the reference left behind, each with the status that the cluster
 * would have given it.
 */
public record GoldenStage(String name, List<JsonNode> objects) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> OBSERVED_KINDS =
            Set.of("Deployment", "DaemonSet", "Route", "Job", "CronJob");

    /** Every stage of every recorded scenario that is at hand. */
    public static List<GoldenStage> all() {
        return all(RecordedScenarios.find().folder());
    }

    public Optional<JsonNode> find(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    private static List<GoldenStage> all(Path folder) {
        var stages = new ArrayList<GoldenStage>();
        for (var scenario : list(folder)) {
            if (Files.exists(scenario.resolve("scenario.yaml"))) {
                stages.addAll(stages(scenario));
            }
        }
        return stages;
    }

    private static List<GoldenStage> stages(Path scenario) {
        var text = read(scenario.resolve("scenario.yaml")).replace("$generation", "5");
        var story = parse(text.replace("$now", "2026-11-20T09:00:00Z"));
        var world = new LinkedHashMap<String, ObjectNode>();
        story.path("given").forEach(object -> put(world, object));
        var stages = new ArrayList<GoldenStage>();
        if (story.has("initialExpect")) {
            stages.add(stage(scenario, story.path("initialExpect").asText(), world));
        }
        for (var step : story.path("steps")) {
            apply(world, step);
            if (step.has("expect")) {
                stages.add(stage(scenario, step.path("expect").asText(), world));
            }
        }
        if (stages.isEmpty()) {
            stages.add(stage(scenario, "expected", world));
        }
        return stages;
    }

    private static void apply(Map<String, ObjectNode> world, JsonNode step) {
        if (step.has("apply")) {
            put(world, step.path("apply"));
        } else if (step.has("delete")) {
            world.remove(key(step.at("/delete/ref")));
            world.remove(key(step.path("delete")));
            if (step.path("delete").toString().contains("\"Config\"")) {
                removeOperand(world);
            }
        } else if (step.has("status-patch")) {
            var patch = step.path("status-patch");
            var target =
                    world.computeIfAbsent(key(patch.path("ref")), _ -> YAML.createObjectNode());
            MergePatch.apply(target, patch.path("body"));
        } else if (step.has("hold-gc")) {
            world.put("held", YAML.createObjectNode());
        } else if (!world.containsKey("held")
                && step.at("/merge-patch/body/spec/managementState").asText("").equals("Removed")) {
            removeOperand(world);
        }
    }

    private static void removeOperand(Map<String, ObjectNode> world) {
        world.keySet().removeIf(key -> key.startsWith("Deployment") || key.startsWith("Route"));
    }

    /** Objects the operator has not touched are not recorded. */
    private static boolean isForeign(Path expectation, String key) {
        return key.startsWith("Job/")
                || (key.equals("Deployment/image-registry")
                        && !read(expectation.resolve("absent.yaml")).contains("kind: Deployment"));
    }

    private static void put(Map<String, ObjectNode> world, JsonNode object) {
        var copy = (ObjectNode) object.deepCopy();
        var known = world.get(key(object));
        if (known != null && known.has("status") && !copy.has("status")) {
            copy.set("status", known.get("status"));
        }
        world.put(key(object), copy);
    }

    private static String key(JsonNode object) {
        var name =
                object.has("metadata")
                        ? object.at("/metadata/name").asText()
                        : object.path("name").asText();
        return object.path("kind").asText() + "/" + name;
    }

    private static GoldenStage stage(
            Path scenario, String expectation, Map<String, ObjectNode> world) {
        var objects = new LinkedHashMap<String, JsonNode>();
        world.forEach(
                (key, object) -> {
                    if (isForeign(scenario.resolve(expectation), key) && object.has("kind")) {
                        objects.put(key, object.deepCopy());
                    }
                });
        for (var file : list(scenario.resolve(expectation))) {
            var name = file.getFileName().toString();
            if (name.endsWith(".yaml") && name.contains("--")) {
                var object = (ObjectNode) parse(numbered(read(file)));
                object.withObject("/metadata").put("generation", 5);
                var status = world.getOrDefault(key(object), YAML.createObjectNode()).get("status");
                if (OBSERVED_KINDS.contains(object.path("kind").asText()) && status != null) {
                    object.set("status", status.deepCopy());
                }
                if (read(file).contains("deletionTimestamp: <set>")) {
                    object.withObject("/metadata").put("deletionTimestamp", "2026-11-20T09:00:00Z");
                }
                objects.put(key(object), object);
            }
        }
        return new GoldenStage(
                scenario.getFileName() + "/" + expectation, List.copyOf(objects.values()));
    }

    private static String numbered(String text) {
        return text.replace("<generation>", "5").replace("<stale-generation-1>", "4");
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
