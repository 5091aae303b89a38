package org.registryfleet.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What pure code may reach: the same input must give the same decision in every replay. */
final class PureCode {

    /** Parts of java.. that reach a network, a disk, a database, a log or another process. */
    private static final List<String> OUTSIDE =
            List.of("java.net", "java.nio.file", "java.nio.channels", "java.sql", "java.rmi");

    private static final Set<String> OUTSIDE_TYPES =
            Set.of(
                    "java.io.Console",
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime",
                    "java.security.SecureRandom",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.Timer",
                    "java.util.concurrent.ThreadLocalRandom");

    /** Names, escapes and keyed hashes: they only compute. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "javax.crypto.Mac",
                    "javax.crypto.spec.SecretKeySpec",
                    "java.net.URI",
                    "java.net.URISyntaxException",
                    "java.net.URLDecoder",
                    "java.net.URLEncoder");

    /** The JSON value type, without anything that reads or binds. */
    private static final Set<String> JSON_TREE =
            Set.of(
                    "com.fasterxml.jackson.core.JsonPointer",
                    "com.fasterxml.jackson.core.TreeNode",
                    "com.fasterxml.jackson.databind.JsonNode",
                    "com.fasterxml.jackson.databind.node.JsonNodeType");

    private static final Set<String> JSON_TEXT =
            Set.of(
                    "com.fasterxml.jackson.core.JsonProcessingException",
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    "com.fasterxml.jackson.databind.ObjectWriter",
                    "com.fasterxml.jackson.databind.cfg.DatatypeFeature",
                    "com.fasterxml.jackson.databind.cfg.JsonNodeFeature",
                    "com.fasterxml.jackson.databind.cfg.MapperBuilder",
                    "com.fasterxml.jackson.databind.json.JsonMapper");

    /** The classes that convert between JSON text inside an object and the tree. */
    private static final Set<String> JSON_CONVERTERS =
            Set.of("CanonicalJson", "ClearText", "JsonText", "OwnedFields");

    /** Where time, chance and the environment come in. */
    private static final Map<String, Set<String>> SURPRISES =
            Map.ofEntries(
                    Map.entry("java.lang.Math", Set.of("random")),
                    Map.entry("java.lang.StrictMath", Set.of("random")),
                    Map.entry("java.lang.Thread", Set.of("<init>", "ofVirtual", "ofPlatform")),
                    Map.entry(
                            "java.lang.System",
                            Set.of(
                                    "nanoTime",
                                    "currentTimeMillis",
                                    "getenv",
                                    "getProperty",
                                    "getProperties",
                                    "exit",
                                    "out",
                                    "err",
                                    "in")),
                    Map.entry("java.util.UUID", Set.of("randomUUID")),
                    Map.entry("java.util.Locale", Set.of("getDefault")),
                    Map.entry("java.util.TimeZone", Set.of("getDefault")),
                    Map.entry("java.time.ZoneId", Set.of("systemDefault")));

    static final List<ArchRule> RULES =
            List.of(
                    classes()
                            .that(Purity.PURE)
                            .should(onlyDependOnWhatIsAllowed())
                            .as(
                                    "pure packages use only plain Java, the JSON tree and pure"
                                            + " packages")
                            .allowEmptyShould(true),
                    noClasses()
                            .that(Purity.PURE)
                            .should()
                            .accessTargetWhere(surprise())
                            .as("pure packages are given time, ids, chance and environment")
                            .allowEmptyShould(true));

    private PureCode() {}

    private static ArchCondition<JavaClass> onlyDependOnWhatIsAllowed() {
        return new ArchCondition<>("only depend on what is pure") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (var dependency : type.getDirectDependenciesFromSelf()) {
                    var target = dependency.getTargetClass();
                    if (!isAllowed(target)
                            && !readsManifests(type, target)
                            && !convertsJson(type, target)) {
                        events.add(
                                SimpleConditionEvent.violated(
                                        dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean convertsJson(JavaClass type, JavaClass target) {
        return JSON_CONVERTERS.contains(type.getSimpleName())
                && JSON_TEXT.contains(outermost(target.getBaseComponentType().getFullName()));
    }

    /** Manifests are constants of a module; only their package may parse them. */
    private static boolean readsManifests(JavaClass type, JavaClass target) {
        return type.getPackageName().endsWith(".manifest")
                && target.getPackageName().equals("com.fasterxml.jackson.dataformat.yaml");
    }

    private static boolean isAllowed(JavaClass type) {
        var element = type.getBaseComponentType();
        var name = outermost(element.getFullName());
        var home = element.getPackageName();
        return element.isPrimitive()
                || isPlainJava(home, name)
                || home.startsWith("org.jspecify")
                || home.equals("com.fasterxml.jackson.databind.node")
                || JSON_TREE.contains(name)
                || Purity.isPure(home);
    }

    private static boolean isPlainJava(String home, String name) {
        if (HARMLESS.contains(name)) {
            return true;
        }
        return home.startsWith("java.")
                && OUTSIDE.stream().noneMatch(root -> isWithin(home, root))
                && !isWithin(home, "java.util.logging")
                && !OUTSIDE_TYPES.contains(name);
    }

    private static boolean isWithin(String home, String root) {
        return home.equals(root) || home.startsWith(root + ".");
    }

    private static String outermost(String name) {
        var nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static DescribedPredicate<JavaAccess<?>> surprise() {
        return describe(
                "clock, chance or environment",
                access -> {
                    var owner = access.getTargetOwner();
                    var member = access.getTarget().getName();
                    return SURPRISES.getOrDefault(owner.getFullName(), Set.of()).contains(member)
                            || isClock(owner, member)
                            || isDateOfNow(access);
                });
    }

    private static boolean isClock(JavaClass owner, String member) {
        return owner.getPackageName().startsWith("java.time")
                && (member.equals("now")
                        || owner.getSimpleName().equals("Clock") && member.startsWith("system"));
    }

    private static boolean isDateOfNow(JavaAccess<?> access) {
        return access.getTarget().getFullName().equals("java.util.Date.<init>()");
    }
}
