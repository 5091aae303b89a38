package org.registryfleet.localfleet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every promise about faults names tests that exist, and what they last showed. */
class ReliabilityTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:#(\\w+))?`");

    @Test
    void everyPromiseNamesTestsThatExist() throws IOException {
        var rows = rows();

        assertThat(rows).hasSizeGreaterThan(10);
        for (var row : rows) {
            var tests = TEST.matcher(row.get(3)).results().toList();
            assertThat(tests).as(row.get(1)).isNotEmpty().allMatch(ReliabilityTest::exists);
            assertThat(row.get(4)).as("last figure of: %s", row.get(1)).isNotBlank();
        }
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readString(ROOT.resolve("docs/reliability.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Fault |"))
                .map(line -> List.of(line.split(" ?\\| ?", -1)))
                .toList();
    }

    private static boolean exists(MatchResult test) {
        try {
            var source = source(test.group(1));
            return source.isPresent()
                    && (test.group(2) == null
                            || Files.readString(source.get())
                                    .contains("void " + test.group(2) + "("));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Optional<Path> source(String type) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .filter(file -> file.toString().contains("src/test/java"))
                    .findFirst();
        }
    }
}
