package org.registryfleet.registrydeployer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.stage.view.ObjectRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the recorded scenarios. */
public final class GoldenStages {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Reading takes seconds, and several tests ask. */
    private static final Map<Path, List<GoldenStage>> READ = new ConcurrentHashMap<>();

    private GoldenStages() {}

    /** The stages of all recorded scenarios that are at hand. */
    public static List<GoldenStage> all() {
        return READ.computeIfAbsent(RecordedScenarios.find().folder(), GoldenStages::readAll);
    }

    private static List<GoldenStage> readAll(Path folder) {
        return children(folder).stream()
                .filter(path -> Files.exists(path.resolve("scenario.yaml")))
                .flatMap(path -> ofScenario(path).stream())
                .toList();
    }

    private static List<GoldenStage> ofScenario(Path folder) {
        var scenario = read(folder.resolve("scenario.yaml"));
        var cluster = new PlayedCluster();
        scenario.path("given").forEach(cluster::apply);
        var stages = new ArrayList<GoldenStage>();
        if (scenario.has("initialExpect")) {
            stages.add(stage(folder.resolve(scenario.path("initialExpect").asText()), cluster));
        }
        for (var step : scenario.path("steps")) {
            cluster.play(step);
            if (step.has("expect")) {
                stages.add(stage(folder.resolve(step.path("expect").asText()), cluster));
            }
        }
        if (stages.isEmpty()) {
            stages.add(stage(folder.resolve("expected"), cluster));
        }
        return stages;
    }

    private static GoldenStage stage(Path folder, PlayedCluster cluster) {
        var expected = new TreeMap<ObjectRef, ObjectNode>();
        for (var path : children(folder)) {
            var name = path.getFileName().toString();
            if (name.contains("--") && read(path) instanceof ObjectNode object) {
                expected.put(PlayedCluster.ref(object), object);
            }
        }
        var absent = new HashSet<ObjectRef>();
        var file = folder.resolve("absent.yaml");
        if (Files.exists(file)) {
            read(file).forEach(ref -> absent.add(PlayedCluster.namedRef(ref)));
        }
        var id = folder.getParent().getFileName() + "/" + folder.getFileName();
        return new GoldenStage(id, cluster.with(expected, absent), expected, absent);
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    private static List<Path> children(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
