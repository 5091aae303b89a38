package org.registryfleet.schemas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The topics are not as the fleet needs them, or Kafka could not be asked. A service must not
 * start: with other partitions or a shorter retention it would lose order or history silently.
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

    /** Everything that is wrong; empty when Kafka did not answer. */
    public List<TopicViolation> violations() {
        return violations;
    }
}
