package org.registryfleet.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names that say nothing, libraries that fake, waiting that guesses. Tests included. */
final class Naming {

    private static final List<String> EMPTY_WORDS =
            List.of(
                    "Util",
                    "Utils",
                    "Helper",
                    "Helpers",
                    "Manager",
                    "Impl",
                    "Dto",
                    "Constants",
                    "Processor",
                    "Handler");

    private static final List<String> EMPTY_PACKAGES =
            List.of("util", "utils", "common", "helper", "helpers", "misc");

    /** Words of a private vocabulary that the field's own words have replaced. */
    private static final Set<String> RETIRED_WORDS =
            Set.of(
                    "Alarm",
                    "Chapter",
                    "Desk",
                    "Detour",
                    "Detoured",
                    "Enrolment",
                    "Headline",
                    "Lane",
                    "Lanes",
                    "Owed",
                    "Paper",
                    "Sighting",
                    "Situation",
                    "Situations",
                    "Turnstile");

    private static final Set<String> RETIRED_NAMES =
            Set.of(
                    "ActionCarrier",
                    "CauseChain",
                    "ClusterMemory",
                    "ClusterPicture",
                    "ClusterStory",
                    "CountedContents",
                    "FactStream",
                    "FleetIntake",
                    "FleetPicture",
                    "MemoryStore",
                    "NoteFile",
                    "PodPart",
                    "PodPartDraft",
                    "RegistryProper",
                    "ReplayNotes",
                    "StoredState",
                    "SwiftQuestion",
                    "TopicGate",
                    "WantedBucket");

    private static final Set<String> SLEEPERS =
            Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit");

    static final List<ArchRule> RULES =
            List.of(
                    noClasses()
                            .should(be(describe("named by an empty word", Naming::hasEmptyName)))
                            .as("classes are named for what they are: no " + EMPTY_WORDS)
                            .allowEmptyShould(true),
                    noClasses()
                            .should(be(describe("under a retired name", Naming::isRetired)))
                            .as("retired names stay away: the words of the field replaced them")
                            .allowEmptyShould(true),
                    noClasses()
                            .should(be(describe("in a drawer package", Naming::isInDrawer)))
                            .as("packages are named for what they hold: no " + EMPTY_PACKAGES)
                            .allowEmptyShould(true),
                    noClasses()
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "org.mockito..", "org.easymock..", "org.powermock..")
                            .as("tests use real parts or in-memory twins, no mocks")
                            .allowEmptyShould(true),
                    noClasses()
                            .should()
                            .accessTargetWhere(describe("sleeps", Naming::sleeps))
                            .as("nothing sleeps: wait for the event itself")
                            .allowEmptyShould(true));

    private Naming() {}

    private static boolean hasEmptyName(JavaClass type) {
        return EMPTY_WORDS.stream()
                .filter(type.getSimpleName()::endsWith)
                .anyMatch(word -> !isDemanded(type, word));
    }

    private static boolean isRetired(JavaClass type) {
        var name = type.getSimpleName();
        return RETIRED_NAMES.contains(name)
                || name.matches("Kept.+")
                || Stream.of(name.split("(?=[A-Z])")).anyMatch(RETIRED_WORDS::contains);
    }

    /** A library's own interface may force its word on its implementations. */
    private static boolean isDemanded(JavaClass type, String word) {
        return Stream.concat(
                        type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .filter(parent -> !parent.getPackageName().startsWith("org.registryfleet"))
                .anyMatch(parent -> parent.getSimpleName().endsWith(word));
    }

    private static boolean isInDrawer(JavaClass type) {
        return Stream.of(type.getPackageName().split("\\.")).anyMatch(EMPTY_PACKAGES::contains);
    }

    private static boolean sleeps(JavaAccess<?> access) {
        return access.getTarget().getName().equals("sleep")
                && SLEEPERS.contains(access.getTargetOwner().getFullName());
    }
}
