package org.registryfleet.statusreporter.registry;

import org.registryfleet.statusreporter.condition.Condition;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The inputs of the Degraded condition: the facts, the two conditions that were just decided, and
 * since when they hold.
 */
record DegradedFacts(RegistryFacts facts, Condition available, Condition progressing, Instant now) {

    /** How long a registry may be unavailable, or an error last, before it counts as degraded. */
    static final Duration INERTIA = Duration.ofMinutes(5);

    boolean isUnavailable() {
        return !available.isTrue();
    }

    boolean isUnavailableForLong() {
        return isUnavailable() && isOlderThanInertia(available);
    }

    boolean hasErrorForLong() {
        return facts.hasTransientError() && progressing.isTrue() && isOlderThanInertia(progressing);
    }

    /** When the condition changes without an event; empty for never. */
    Optional<Instant> nextStep() {
        return clock().map(this::stepOf).filter(step -> step.isAfter(now));
    }

    private Optional<Condition> clock() {
        if (isUnavailable() && !facts.isRemoved()) {
            return Optional.of(available);
        }
        return Optional.of(progressing)
                .filter(condition -> facts.hasTransientError() && condition.isTrue());
    }

    private boolean isOlderThanInertia(Condition condition) {
        return !now.isBefore(stepOf(condition));
    }

    /** The first point in time after the inertia. */
    private Instant stepOf(Condition condition) {
        return Objects.requireNonNullElse(condition.since(), now).plus(INERTIA).plusMillis(1);
    }
}
