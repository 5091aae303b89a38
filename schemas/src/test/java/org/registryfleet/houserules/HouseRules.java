package org.registryfleet.houserules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.DynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of a module, as tests. A module runs them from one method:
 *
 * {@snippet :
 * @TestFactory
 * Stream<DynamicTest> keepsTheHouseRules() {
 *     return HouseRules.ofService();
 * }
 * }
 */
public final class HouseRules {

    private HouseRules() {}

    /** For a module whose packages are pure except its root and the named shells. */
    public static Stream<DynamicTest> ofService() {
        var module = module();
        return concat(
                tests(PureCode.RULES, production(module)),
                tests(PackageCycles.RULES, production(module)),
                tests(Naming.RULES, everything(module)),
                HouseBudgets.of(module));
    }

    /** For a module that is a shell as a whole, and for the wire contract. */
    public static Stream<DynamicTest> ofShell() {
        var module = module();
        return concat(
                tests(PackageCycles.RULES, production(module)),
                tests(Naming.RULES, everything(module)),
                HouseBudgets.of(module));
    }

    /** The module under test: the working directory, unless the build names another. */
    private static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    private static JavaClasses production(Path module) {
        return classes(module.resolve("target/classes"));
    }

    private static JavaClasses everything(Path module) {
        return classes(module.resolve("target/classes"), module.resolve("target/test-classes"));
    }

    static JavaClasses classes(Path... folders) {
        return new ClassFileImporter()
                .importPaths(Stream.of(folders).filter(Files::exists).toList());
    }

    private static Stream<DynamicTest> tests(List<ArchRule> rules, JavaClasses classes) {
        return rules.stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.getDescription(), () -> rule.check(classes)));
    }

    @SafeVarargs
    private static Stream<DynamicTest> concat(Stream<DynamicTest>... parts) {
        return Stream.of(parts).flatMap(part -> part);
    }
}
