package org.registryfleet.localfleet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every class that the way of an event names can be opened in an editor. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        var named =
                TYPE.matcher(Files.readString(ROOT.resolve("docs/architecture.md")))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        try (var files = Files.walk(ROOT)) {
            var types =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") || name.endsWith(".avsc"))
                            .map(name -> name.substring(0, name.lastIndexOf('.')))
                            .collect(Collectors.toSet());

            assertThat(named).hasSizeGreaterThan(20);
            assertThat(types).containsAll(named);
        }
    }
}
