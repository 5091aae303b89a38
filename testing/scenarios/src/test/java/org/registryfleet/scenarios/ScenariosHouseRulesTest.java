package org.registryfleet.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.houserules.HouseRules;

import java.nio.file.Path;
import java.util.stream.Stream;

class ScenariosHouseRulesTest {

    private static final String BASE = "org.registryfleet.scenarios.";
    private static final String[] PURE =
            Stream.of("format", "resource", "normalise", "compare", "report", "scope", "override")
                    .map(name -> BASE + name)
                    .toArray(String[]::new);

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.ofShell();
    }

    @Test
    void formatComparisonAndReportReachNothingOutside() {
        var classes = new ClassFileImporter().importPath(Path.of("target/classes"));

        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.io..",
                        "org.slf4j..",
                        BASE + "play..",
                        BASE + "cluster..",
                        BASE + "target..",
                        BASE + "files..")
                .check(classes);
        slices().matching("org.registryfleet.scenarios.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
