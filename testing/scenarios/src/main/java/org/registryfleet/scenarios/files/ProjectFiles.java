package org.registryfleet.scenarios.files;

import org.registryfleet.scenarios.override.OverrideFile;
import org.registryfleet.scenarios.override.ScenarioOverrides;
import org.registryfleet.scenarios.scope.ScenarioScope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads what a project says about scenarios: what is out of scope and what differs on purpose. */
public final class ProjectFiles {

    private ProjectFiles() {}

    public static ScenarioScope scope(Path file) {
        return ScenarioScope.parse(file.toString(), YamlFile.read(file));
    }

    /** All documents of all YAML files of the folder. */
    public static ScenarioOverrides overrides(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ScenarioOverrides(
                    files.filter(path -> path.toString().endsWith(".yaml"))
                            .sorted()
                            .flatMap(ProjectFiles::overridesIn)
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<OverrideFile> overridesIn(Path file) {
        return YamlFile.readAll(file).stream().map(one -> OverrideFile.parse(file.toString(), one));
    }
}
