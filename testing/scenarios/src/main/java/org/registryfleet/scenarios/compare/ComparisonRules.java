package org.registryfleet.scenarios.compare;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.Set;

/**
 * What a comparison lets pass.
 *
 * @param extraAnnotations prefixes of annotations that the system under test may add
 * @param ignored objects that are the system's own bookkeeping
 */
public record ComparisonRules(Set<String> extraAnnotations, Set<ScenarioObjectRef> ignored) {

    /** Annotations of this project may be added, no object is ignored. */
    public static final ComparisonRules USUAL =
            new ComparisonRules(Set.of("registryfleet.org/"), Set.of());

    boolean isExtraAnnotation(String name) {
        return extraAnnotations.stream().anyMatch(name::startsWith);
    }
}
