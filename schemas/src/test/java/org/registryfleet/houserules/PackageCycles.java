package org.registryfleet.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import java.util.List;

/** Packages depend on each other in one direction, in pure code and in shells alike. */
final class PackageCycles {

    /** The generated events extend a base that lies with their readers. */
    private static final String GENERATED = "org.registryfleet.events";

    static final List<ArchRule> RULES =
            List.of(
                    SlicesRuleDefinition.slices()
                            .assignedFrom(new EachPackage())
                            .should()
                            .beFreeOfCycles()
                            .as("packages have no cycles")
                            .allowEmptyShould(true));

    private PackageCycles() {}

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().equals(GENERATED)
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
