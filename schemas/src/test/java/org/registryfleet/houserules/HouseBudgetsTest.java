package org.registryfleet.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class HouseBudgetsTest {

    @TempDir Path sources;

    @BeforeEach
    void documentThePackage() throws IOException {
        write(
                "package-info.java",
                "/** Places things. */\n@org.jspecify.annotations.NullMarked\npackage placer;\n");
    }

    @Test
    void acceptsAShortDocumentedType() throws IOException {
        write(
                "Fact.java",
                "package placer;\n"
                        + "/** A fact. */\n"
                        + "public record Fact(int a, int b, int c, int d, int e, int f) {\n"
                        + "    public Fact { if (a > b) { a = b; } }\n"
                        + "}\n");

        assertThat(HouseBudgets.violations(sources)).isEmpty();
    }

    @Test
    void refusesALongFile() throws IOException {
        write("Fact.java", "package placer;\nclass Fact {" + "\n".repeat(400) + "}\n");

        assertThat(HouseBudgets.violations(sources))
                .containsExactly("Fact.java: has 402 lines, at most 400");
    }

    @Test
    void refusesALongMethodAndManyParameters() throws IOException {
        write(
                "Fact.java",
                "package placer;\n"
                        + "class Fact {\n"
                        + "    void tell(int a, int b, int c, int d, int e, int f) {"
                        + "\n".repeat(40)
                        + "    }\n}\n");

        assertThat(HouseBudgets.violations(sources))
                .containsExactly(
                        "Fact.java: tell has 41 lines, at most 40",
                        "Fact.java: tell has 6 parameters, at most 5; make them a record");
    }

    @Test
    void refusesPublicTypesAndPackagesThatSayNothing() throws IOException {
        write("Fact.java", "package placer;\npublic interface Fact {}\n");
        write("package-info.java", "package placer;\n");
        write("deep/Plan.java", "package placer.deep;\n// TODO later\nclass Plan {}\n");

        assertThat(HouseBudgets.violations(sources))
                .containsExactlyInAnyOrder(
                        "Fact.java: Fact has no Javadoc",
                        "package-info.java: is not @NullMarked",
                        "package-info.java: does not say what the package is for",
                        "deep/Plan.java: leaves a note behind: // TODO later",
                        "deep: has no package-info.java");
    }

    private void write(String name, String text) throws IOException {
        var file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
