package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Consumer;

/**
 * What holds for one built-in kind.
 *
 * @param creation what a new object gets once
 * @param defaults what every version of an object gets
 * @param inheritance what a new version takes over from the old one
 * @param checks what every version must fulfil
 * @param changes what a change must fulfil
 */
record KindRules(
        Consumer<ObjectNode> creation,
        Consumer<ObjectNode> defaults,
        Inheritance inheritance,
        List<Check> checks,
        List<ChangeCheck> changes) {
    static final KindRules NONE =
            new KindRules(
                    KindRules::nothing,
                    KindRules::nothing,
                    (old, next) -> {},
                    List.of(),
                    List.of());

    /** Carries fields over from the old version of an object. */
    @FunctionalInterface
    interface Inheritance {
        void apply(ObjectNode old, ObjectNode next);
    }

    /** Checks a version of an object. */
    @FunctionalInterface
    interface Check {
        void apply(ObjectNode object, Complaints complaints);
    }

    /** Checks a change of an object. */
    @FunctionalInterface
    interface ChangeCheck {
        void apply(ObjectNode old, ObjectNode next, Complaints complaints);
    }

    private static void nothing(ObjectNode object) {}

    static KindRules defaults(Consumer<ObjectNode> defaults) {
        return new KindRules(
                KindRules::nothing, defaults, NONE.inheritance(), List.of(), List.of());
    }

    KindRules creating(Consumer<ObjectNode> newCreation) {
        return new KindRules(newCreation, defaults, inheritance, checks, changes);
    }

    KindRules inheriting(Inheritance newInheritance) {
        return new KindRules(creation, defaults, newInheritance, checks, changes);
    }

    KindRules checking(Check... newChecks) {
        return new KindRules(creation, defaults, inheritance, List.of(newChecks), changes);
    }

    KindRules changing(ChangeCheck... newChanges) {
        return new KindRules(creation, defaults, inheritance, checks, List.of(newChanges));
    }
}
