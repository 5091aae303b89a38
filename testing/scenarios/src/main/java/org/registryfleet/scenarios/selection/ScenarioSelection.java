package org.registryfleet.scenarios.selection;

import org.registryfleet.scenarios.files.ScenarioFiles;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.GoldenScenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds scenarios: a folder is one itself or has some as direct children. */
public final class ScenarioSelection {

    private ScenarioSelection() {}

    /** All scenarios of the folders, by id; a folder without any is an error. */
    public static List<GoldenScenario> read(List<Path> folders) {
        var scenarios =
                folders.stream()
                        .flatMap(folder -> scenarioFolders(folder).stream())
                        .distinct()
                        .map(ScenarioFiles::read)
                        .sorted(Comparator.comparing(GoldenScenario::id))
                        .toList();
        scenarios.stream()
                .collect(Collectors.groupingBy(GoldenScenario::id, Collectors.counting()))
                .forEach(
                        (id, times) -> {
                            if (times > 1) {
                                throw new FormatException(id, "id", "is used " + times + " times");
                            }
                        });
        return scenarios;
    }

    private static List<Path> scenarioFolders(Path folder) {
        if (isScenario(folder)) {
            return List.of(folder.toAbsolutePath().normalize());
        }
        try (Stream<Path> children = Files.list(folder)) {
            var found =
                    children.filter(ScenarioSelection::isScenario)
                            .map(path -> path.toAbsolutePath().normalize())
                            .toList();
            if (found.isEmpty()) {
                throw new FormatException(folder.toString(), "", "has no scenarios");
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isScenario(Path folder) {
        return Files.isRegularFile(folder.resolve(ScenarioFiles.SCENARIO_FILE));
    }
}
