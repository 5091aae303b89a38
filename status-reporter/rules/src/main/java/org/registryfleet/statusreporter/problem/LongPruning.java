package org.registryfleet.statusreporter.problem;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.statusreporter.pruner.PrunerFacts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A Job of the pruner that does not end: said after 12 hours, and whenever that has doubled. */
record LongPruning(Optional<RegistryProblem> problem, Optional<Instant> nextStep) {

    private static final Duration LONG = Duration.ofHours(12);

    static LongPruning of(Snapshot objects, Instant now) {
        return objects.ofKind("Job")
                .filter(PrunerFacts::isOfPruner)
                .filter(job -> job.status().path("active").asInt(0) > 0)
                .flatMap(job -> started(job).stream())
                .min(Comparator.naturalOrder())
                .map(start -> since(start, now))
                .orElseGet(() -> new LongPruning(Optional.empty(), Optional.empty()));
    }

    private static LongPruning since(Instant start, Instant now) {
        var step = LONG;
        while (!now.isBefore(start.plus(step.multipliedBy(2)))) {
            step = step.multipliedBy(2);
        }
        boolean isLong = !now.isBefore(start.plus(step));
        return new LongPruning(
                isLong
                        ? Optional.of(
                                new RegistryProblem(
                                        "PruningTakesLong",
                                        "the pruner's Job has been running for %d h"
                                                .formatted(step.toHours())))
                        : Optional.empty(),
                Optional.of(start.plus(isLong ? step.multipliedBy(2) : step)));
    }

    private static Optional<Instant> started(Observed job) {
        try {
            return Optional.of(Instant.parse(job.status().path("startTime").asText("")));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
