package org.registryfleet.schemas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The topics do not satisfy the catalogue, or Kafka could not be reached. The service must not
 * start: other partition counts or a shorter retention would silently lose ordering or history.
 */
public final class TopicCatalogueException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient List<TopicViolation> violations;

    TopicCatalogueException(List<TopicViolation> violations) {
        super(
                violations.stream()
                        .map(violation -> "\n  - " + violation)
                        .collect(Collectors.joining("", "the topics are not usable:", "")));
        this.violations = List.copyOf(violations);
    }

    TopicCatalogueException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.violations = List.of();
    }

    /** All violations; empty if Kafka did not respond. */
    public List<TopicViolation> violations() {
        return violations;
    }
}
