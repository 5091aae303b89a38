package org.registryfleet.recorded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of the scenarios that were recorded from the reference operator: all of them where
 * they are at hand, else the thirty in the repository. There is always one, so that no test is
 * skipped.
 *
 * @param isComplete all recorded scenarios lie there, not only the thirty
 */
public record RecordedScenarios(Path folder, boolean isComplete) {

    private static final String REDUCED = "testing/local-fleet/scenarios/recorded";

    /** Property golden.dir, else shared/golden beside the project, else the repository's own. */
    public static RecordedScenarios find() {
        var set = System.getProperty("golden.dir");
        if (set != null) {
            var folder = Path.of(set);
            return new RecordedScenarios(folder, !folder.endsWith(REDUCED));
        }
        return above("shared/golden")
                .map(folder -> new RecordedScenarios(folder, true))
                .orElseGet(RecordedScenarios::reduced);
    }

    /** The thirty in the repository, of every kind. */
    public static RecordedScenarios reduced() {
        return above(REDUCED)
                .map(folder -> new RecordedScenarios(folder, false))
                .orElseThrow(() -> new IllegalStateException("no recorded scenarios"));
    }

    private static Optional<Path> above(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
