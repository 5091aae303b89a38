package org.registryfleet.httpguard;

import java.util.List;

/**
 * Paths of a service whose reading needs more than a viewer; a bean of the service.
 *
 * @param patterns of Spring's path patterns
 */
public record RoleRule(Role role, List<String> patterns) {

    public RoleRule {
        patterns = List.copyOf(patterns);
    }
}
