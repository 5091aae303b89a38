package org.registryfleet.regfleet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** What the audit commands call, and what that calls in turn, has no way to reach a cluster. */
class AuditIsolationTest {

    private static final String[] WITH_EFFECTS = {
        "org.registryfleet.clusteraccess..",
        "org.registryfleet.clusterwatcher.service..",
        "org.registryfleet.objectstorage..",
        "org.registryfleet.stageservice..",
        "org.registryfleet.simulated..",
        "org.registryfleet.localfleet..",
        "io.fabric8..",
        "org.springframework.."
    };

    @Test
    void auditCommandsCannotHaveAnEffect() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.registryfleet");
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.registryfleet.regfleet.audit..",
                        "org.registryfleet.audit..",
                        "org.registryfleet.replay..")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage(WITH_EFFECTS)
                .check(classes);
    }
}
