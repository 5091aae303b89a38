package org.registryfleet.localfleet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every relative link of a document leads to a file, and every anchor to a heading. */
class LinksTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** Of builds and runs; "shared" is what may lie beside a checkout. */
    private static final Set<String> NOT_OURS =
            Set.of(".git", ".data", "target", "node_modules", "shared");

    @TestFactory
    Stream<DynamicTest> leadSomewhere() throws IOException {
        var files = documents();
        assertThat(files).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/install.md"));

        return files.stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        ROOT.relativize(file).toString(),
                                        () ->
                                                assertThat(broken(MarkdownFile.read(file)))
                                                        .isEmpty()));
    }

    @Test
    void areFoundBrokenWhereTheyAre() {
        var text =
                """
                # One heading
                ## `code` and, more: [text](LICENSE)
                ## One heading
                [good](#one-heading) [good](#one-heading-1) [good](#code-and-more-text)
                [good](docs/install.md#images) [good](docs) ![good](docs/screenshots/fleet-light.png)
                [elsewhere](https://example.org/absent) `[code](absent)`
                [no file](docs/absent.md) [no heading](#absent) [no heading there](docs/install.md#absent)
                ```
                # no heading
                [no link](absent)
                ```
                """;

        assertThat(broken(MarkdownFile.of(ROOT.resolve("README.md"), text)))
                .containsExactlyInAnyOrder("docs/absent.md", "#absent", "docs/install.md#absent");
    }

    private static List<String> broken(MarkdownFile document) {
        return document.links().stream()
                .filter(link -> URI.create(link).getScheme() == null)
                .filter(link -> !leads(document, URI.create(link)))
                .sorted()
                .toList();
    }

    private static boolean leads(MarkdownFile document, URI link) {
        var target =
                link.getPath().isEmpty()
                        ? document.path()
                        : document.path().resolveSibling(link.getPath()).normalize();
        if (!Files.exists(target) || !target.startsWith(ROOT)) {
            return false;
        }
        var anchor = link.getFragment();
        if (anchor == null || !target.toString().endsWith(".md")) {
            return anchor == null;
        }
        var there = target.equals(document.path()) ? document : MarkdownFile.read(target);
        return there.anchors().contains(anchor);
    }

    private static List<Path> documents() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return NOT_OURS.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".md")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
