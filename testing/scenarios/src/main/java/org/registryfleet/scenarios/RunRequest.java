package org.registryfleet.scenarios;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.play.PlaySettings;

import java.nio.file.Path;
import java.util.List;

/**
 * What to run and how.
 *
 * @param folders scenario folders or parents of some
 * @param project what the project says about them
 * @param only plays only matching ids; null plays all
 * @param parallelism how many scenarios are played at the same time, at least one
 */
public record RunRequest(
        List<Path> folders,
        Project project,
        @Nullable NamePattern only,
        int parallelism,
        PlaySettings settings) {

    public RunRequest {
        folders = List.copyOf(folders);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, is " + parallelism);
        }
    }

    /** All scenarios of the folders with usual settings. */
    public static RunRequest of(List<Path> folders, int parallelism) {
        var none = new Project(null, null, false, ComparisonRules.USUAL);
        return new RunRequest(folders, none, null, parallelism, PlaySettings.USUAL);
    }

    /**
     * What a project says about scenarios.
     *
     * @param scopeFile scenarios that are out of scope
     * @param overrides folder of deliberate differences
     * @param complete the folders of the run hold every scenario that the project speaks of, so
     *     that an entry without use is an error
     */
    public record Project(
            @Nullable Path scopeFile,
            @Nullable Path overrides,
            boolean complete,
            ComparisonRules rules) {}
}
