package org.registryfleet.localfleet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every difference from the reference is proved by something that exists. */
class BetterThanTheReferenceTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path SCENARIOS = ROOT.resolve("testing/local-fleet/scenarios");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\|.*\\| (.*?) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`(?: \\(([0-9, ]+)\\))?");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT))(?:[.#](\\w+))?");
    private static final Pattern OVERRIDE = Pattern.compile("[a-z-]+\\.yaml");
    private static final Pattern OWN = Pattern.compile("[0-9]{3}-[a-z0-9-]+");

    @Test
    void everyRowIsProvedBySomethingThatExists() throws IOException {
        var rows = rows();

        assertThat(rows).hasSizeGreaterThan(10);
        for (var row : rows) {
            assertThat(proofs(row)).as("proofs of: %s", row.group(1)).isNotEmpty();
        }
    }

    @Test
    void everyProofExists() throws IOException {
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            for (var proof : proofs(row)) {
                whatIsMissing(proof).ifPresent(missing::add);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyOverrideIsListed() throws IOException {
        var listed =
                rows().stream().flatMap(row -> proofs(row).stream()).map(m -> m.group(1)).toList();
        try (var overrides = Files.list(SCENARIOS.resolve("overrides"))) {
            assertThat(overrides.map(file -> file.getFileName().toString())).isSubsetOf(listed);
        }
    }

    private static List<MatchResult> rows() throws IOException {
        var text = Files.readString(ROOT.resolve("docs/better-than-the-reference.md"));
        return text.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| What |"))
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> row.toMatchResult())
                .toList();
    }

    private static List<MatchResult> proofs(MatchResult row) {
        return QUOTED.matcher(row.group(2)).results().toList();
    }

    private static Optional<String> whatIsMissing(MatchResult proof) throws IOException {
        var name = proof.group(1);
        if (OVERRIDE.matcher(name).matches()) {
            return override(name, proof.group(2));
        }
        if (OWN.matcher(name).matches()) {
            return Files.isDirectory(SCENARIOS.resolve("own").resolve(name))
                    ? Optional.empty()
                    : Optional.of("no own scenario " + name);
        }
        var test = TEST.matcher(name);
        return test.matches()
                ? test(test.group(1), test.group(2))
                : Optional.of("neither a test nor a scenario: " + name);
    }

    private static Optional<String> override(String file, @Nullable String numbers)
            throws IOException {
        var path = SCENARIOS.resolve("overrides").resolve(file);
        if (!Files.exists(path)) {
            return Optional.of("no override " + file);
        }
        var text = Files.readString(path);
        return numbers == null
                ? Optional.empty()
                : Stream.of(numbers.split(", "))
                        .filter(
                                number ->
                                        !Pattern.compile("(?m)^scenario: .*\\b" + number + "-")
                                                .matcher(text)
                                                .find())
                        .findFirst()
                        .map(number -> "no scenario " + number + " in " + file);
    }

    private static Optional<String> test(String type, @Nullable String method) throws IOException {
        var source = source(type);
        if (source.isEmpty()) {
            return Optional.of("no test " + type);
        }
        boolean isThere =
                method == null || Files.readString(source.get()).contains("void " + method + "(");
        return isThere ? Optional.empty() : Optional.of("no " + method + " in " + type);
    }

    private static Optional<Path> source(String type) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .filter(file -> file.toString().contains("src/test/java"))
                    .findFirst();
        }
    }
}
