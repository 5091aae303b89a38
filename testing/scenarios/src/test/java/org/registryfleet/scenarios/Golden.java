package org.registryfleet.scenarios;

import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.scenarios.files.ScenarioFiles;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recorded scenarios as this module reads them. */
public final class Golden {

    private Golden() {}

    /** All recorded scenarios that are at hand. */
    public static List<GoldenScenario> scenarios() {
        try (Stream<Path> paths = Files.list(RecordedScenarios.find().folder())) {
            return paths.filter(p -> Files.exists(p.resolve(ScenarioFiles.SCENARIO_FILE)))
                    .sorted()
                    .map(ScenarioFiles::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public static GoldenScenario scenario(String prefix) {
        return scenarios().stream()
                .filter(s -> s.id().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    public static ScenarioObjectRef deployment() {
        return new ScenarioObjectRef(
                "apps/v1", "Deployment", "openshift-image-registry", "image-registry");
    }
}
