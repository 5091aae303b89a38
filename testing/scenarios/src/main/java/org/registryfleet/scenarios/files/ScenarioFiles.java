package org.registryfleet.scenarios.files;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.Fields;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.format.ScenarioParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the folder of one scenario. Every marked step must have its folder and every {@code
 * expected*} folder its step, so that nothing is compared by accident or not at all. A stage is a
 * file for each object, or one file with the fields that count, a document for each object.
 */
public final class ScenarioFiles {

    /** The file that makes a folder a scenario. */
    public static final String SCENARIO_FILE = "scenario.yaml";

    private static final String ABSENT_FILE = "absent.yaml";
    private static final String FIELDS_FILE = "fields.yaml";
    private static final Set<String> NOT_OBJECTS = Set.of(ABSENT_FILE, "cloud-requests.yaml");

    private ScenarioFiles() {}

    public static GoldenScenario read(Path folder) {
        var file = folder.resolve(SCENARIO_FILE);
        var scenario = ScenarioParser.parse(file.toString(), YamlFile.read(file));
        var stages = new HashMap<String, ExpectedStage>();
        for (var name : scenario.stageNames()) {
            if (stages.containsKey(name)) {
                throw new FormatException(file.toString(), "expect", name + " is used twice");
            }
            stages.put(name, stage(folder.resolve(name)));
        }
        for (var path : children(folder)) {
            var name = path.getFileName().toString();
            if (Files.isDirectory(path) && !stages.containsKey(name)) {
                throw new FormatException(path.toString(), "", "belongs to no marked step");
            }
        }
        return new GoldenScenario(scenario, stages);
    }

    private static ExpectedStage stage(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(folder.toString(), "", "is missing");
        }
        var fields = folder.resolve(FIELDS_FILE);
        if (Files.exists(fields)) {
            return partial(folder, fields);
        }
        Map<ScenarioObjectRef, ObjectNode> objects = new HashMap<>();
        for (var path : children(folder)) {
            var name = path.getFileName().toString();
            if (name.endsWith(".yaml") && !NOT_OBJECTS.contains(name)) {
                var object = object(path);
                objects.put(ScenarioObjectRef.of(object), object);
            }
        }
        return new ExpectedStage(folder.getFileName().toString(), objects, absent(folder));
    }

    private static ExpectedStage partial(Path folder, Path file) {
        Map<ScenarioObjectRef, ObjectNode> objects = new HashMap<>();
        for (var document : YamlFile.readAll(file)) {
            if (!(document instanceof ObjectNode object)) {
                throw new FormatException(file.toString(), "", "must hold objects");
            }
            if (objects.put(ScenarioObjectRef.of(object), object) != null) {
                throw new FormatException(
                        file.toString(), "", "names " + ScenarioObjectRef.of(object) + " twice");
            }
        }
        var name = folder.getFileName().toString();
        return new ExpectedStage(name, objects, absent(folder), true);
    }

    private static ObjectNode object(Path path) {
        if (!(YamlFile.read(path) instanceof ObjectNode object)) {
            throw new FormatException(path.toString(), "", "must be an object");
        }
        var file = path.getFileName().toString();
        var named = ScenarioObjectRef.of(object).fileName();
        if (!file.equals(named)) {
            throw new FormatException(path.toString(), "", "must be called " + named);
        }
        return object;
    }

    private static Set<ScenarioObjectRef> absent(Path folder) {
        var path = folder.resolve(ABSENT_FILE);
        var refs = new HashSet<ScenarioObjectRef>();
        if (Files.exists(path)) {
            for (var element : YamlFile.read(path)) {
                var fields = new Fields(path.toString(), "", element);
                refs.add(fields.asRef());
                fields.end();
            }
        }
        return refs;
    }

    private static List<Path> children(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
