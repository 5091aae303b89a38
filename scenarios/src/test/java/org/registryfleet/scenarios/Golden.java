package org.registryfleet.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.registryfleet.scenarios.files.ScenarioFiles;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.ObjectRef;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the recorded scenarios: property golden.dir, else shared/golden beside the project. */
public final class Golden {

    private Golden() {}

    /** All recorded scenarios; skips the test when there are none on this machine. */
    public static List<GoldenScenario> scenarios() {
        var folder = folder();
        assumeTrue(folder.isPresent(), "no recorded scenarios on this machine");
        try (Stream<Path> paths = Files.list(folder.orElseThrow())) {
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

    public static Optional<Path> folder() {
        var set = System.getProperty("golden.dir");
        if (set != null) {
            return Optional.of(Path.of(set));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("shared/golden"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    public static ObjectRef deployment() {
        return new ObjectRef("apps/v1", "Deployment", "openshift-image-registry", "image-registry");
    }
}
