package org.registryfleet.houserules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

import java.util.Set;
import java.util.stream.Stream;

/**
 * Which packages of the project may do I/O. The list names the shells, so a package that nobody
 * thought about is pure.
 */
final class Purity {

    private static final String BASE = "org.registryfleet.";

    /** A module's package with one of these names is a shell, and so is all below it. */
    private static final Set<String> SHELL_PACKAGES =
            Set.of(
                    "stream",
                    "web",
                    "wire",
                    "kafka",
                    "file",
                    "runtime",
                    "store",
                    "topology",
                    "telemetry",
                    "resume",
                    "watch");

    /** Modules that reach the outside everywhere. */
    private static final Set<String> SHELL_MODULES =
            Set.of(
                    "benchmarks",
                    "clusteraccess",
                    "events",
                    "houserules",
                    "httpguard",
                    "localfleet",
                    "objectstorage",
                    "pagetour",
                    "regfleet",
                    "scenarios",
                    "schemas",
                    "simulated",
                    "simulatedcloud",
                    "stageservice");

    static final DescribedPredicate<JavaClass> PURE =
            DescribedPredicate.describe(
                    "are in a pure package", type -> isPure(type.getPackageName()));

    private Purity() {}

    static boolean isPure(String packageName) {
        if (!packageName.startsWith(BASE)) {
            return false;
        }
        var segments = packageName.substring(BASE.length()).split("\\.");
        // the root of a module, and what runs a service beside its rules
        var isRoot = segments.length == 1 || segments.length == 2 && segments[1].equals("service");
        return !isRoot
                && !SHELL_MODULES.contains(segments[0])
                && Stream.of(segments).skip(1).noneMatch(SHELL_PACKAGES::contains);
    }
}
