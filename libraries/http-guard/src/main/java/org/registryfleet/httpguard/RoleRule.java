package org.registryfleet.httpguard;

import java.util.List;

/**
 * Paths of a service that require more than the viewer role; declared by the service as a bean.
 *
 * @param patterns of Spring's path patterns
 */
public record RoleRule(Role role, List<String> patterns) {

    public RoleRule {
        patterns = List.copyOf(patterns);
    }
}
