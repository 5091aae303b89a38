package org.registryfleet.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How much one may have to read at once: lines of a file and a method, parameters, and the
 * sentences that every package and public type begins with. Checked over a module's {@code
 * src/main/java}.
 */
final class HouseBudgets {

    static final int FILE_LINES = 400;
    static final int METHOD_LINES = 40;
    static final int PARAMETERS = 5;

    private HouseBudgets() {}

    static Stream<DynamicTest> of(Path module) {
        var sources = module.resolve("src/main/java");
        return Stream.of(
                DynamicTest.dynamicTest(
                        "sources keep their budgets and say what they are for",
                        () -> assertThat(violations(sources)).isEmpty()));
    }

    static List<String> violations(Path sources) {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (var walk = Files.walk(sources)) {
            var files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            var violations = new ArrayList<String>(SourceBudget.violations(sources, files));
            violations.addAll(packagesWithoutInfo(sources, files));
            return violations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> packagesWithoutInfo(Path sources, List<Path> files) {
        var folders = new TreeSet<Path>();
        files.forEach(file -> folders.add(file.getParent()));
        return folders.stream()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .map(folder -> sources.relativize(folder) + ": has no package-info.java")
                .toList();
    }
}
