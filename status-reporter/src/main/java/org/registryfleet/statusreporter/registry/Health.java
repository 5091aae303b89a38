package org.registryfleet.statusreporter.registry;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.condition.Condition;

import java.time.Duration;
import java.time.Instant;

/**
 * What the Degraded condition depends on: the facts, the two conditions that were just found, and
 * how long they have been so.
 */
record Health(RegistryFacts facts, Condition available, Condition progressing, Instant now) {

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

    /** When the next step is due though nothing happens; null for never. */
    @Nullable Instant nextStep() {
        if (isUnavailable() && !facts.isRemoved()) {
            return stepOf(available);
        }
        return facts.hasTransientError() && progressing.isTrue() ? stepOf(progressing) : null;
    }

    private @Nullable Instant stepOf(Condition condition) {
        var since = condition.since();
        var step = since == null ? null : since.plus(INERTIA).plusMillis(1);
        return step != null && step.isAfter(now) ? step : null;
    }

    private boolean isOlderThanInertia(Condition condition) {
        var since = condition.since();
        return since != null && now.isAfter(since.plus(INERTIA));
    }
}
