package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionList;
import org.registryfleet.statusreporter.condition.TransitionTimes;
import org.registryfleet.statusreporter.pruner.PrunerConditions;
import org.registryfleet.statusreporter.pruner.PrunerFacts;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The desired status of the ImagePruner (spec/status.md 1.10). A failure that may go away by itself
 * counts after two minutes (docs/better-than-the-reference.md).
 */
record PrunerReport(ObjectNode status, List<Condition> conditions) {

    private static final Duration INERTIA = Duration.ofMinutes(2);

    private static final String PREFIX = "ImagePruner";
    private static final String PART = "pruner";

    /** Empty without an ImagePruner, or while the CronJob of a new one is being created. */
    static Optional<PrunerReport> of(StatusContext context, Instant now) {
        return of(context.view(), context.registry(), now);
    }

    /** The pruner's status does not depend on a Config. */
    static Optional<PrunerReport> withoutConfig(View<ClusterStatusState> view, Instant now) {
        return of(view, view.upstream().find(RegistryResult.class), now);
    }

    private static Optional<PrunerReport> of(
            View<ClusterStatusState> view, Optional<RegistryResult> registry, Instant now) {
        return view.find(ReportedObjects.PRUNER)
                .flatMap(pruner -> of(pruner, view, error(registry, now), now));
    }

    /** The conditions that the ClusterOperator aggregates. */
    List<Condition> sources() {
        return conditions.stream()
                .map(
                        condition ->
                                new Condition(
                                        PREFIX + condition.type(),
                                        condition.status(),
                                        condition.reason(),
                                        condition.message(),
                                        condition.since()))
                .toList();
    }

    private static Optional<PrunerReport> of(
            Observed pruner, View<ClusterStatusState> view, String error, Instant now) {
        var observed = pruner.status().path("conditions");
        var facts = PrunerFacts.of(pruner, ReportedObjects.CRON_JOB, view.objects(), error);
        if (observed.isEmpty() && !facts.hasCronJob() && facts.error().isEmpty()) {
            return Optional.empty();
        }
        var transitions =
                TransitionTimes.of(
                        ObservedConditions.of(ReportedObjects.PRUNER, view.objects()),
                        List.of(),
                        clock(view, now));
        var ours = PrunerConditions.judge(facts).stream().map(transitions::apply).toList();
        var merged = ConditionList.merge(observed, ours, Set.of());
        var status = JsonNodeFactory.instance.objectNode();
        status.set("conditions", merged.json());
        status.put("observedGeneration", pruner.generation());
        return Optional.of(new PrunerReport(status, merged.conditions()));
    }

    /** When the next inertia ends; empty for never. */
    static Optional<Instant> nextStep(Optional<RegistryResult> registry, Instant now) {
        return registry.stream()
                .flatMap(result -> result.failuresOf(PART).stream())
                .filter(failure -> !isDue(failure, now))
                .map(failure -> failure.since().plus(INERTIA))
                .min(Comparator.naturalOrder());
    }

    private static String error(Optional<RegistryResult> registry, Instant now) {
        return registry.stream()
                .flatMap(result -> result.failuresOf(PART).stream())
                .filter(failure -> isDue(failure, now))
                .map(PartFailure::message)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isDue(PartFailure failure, Instant now) {
        return failure.permanent() || !now.isBefore(failure.since().plus(INERTIA));
    }

    /**
     * Transition times are kept while the status cannot be written; otherwise each retry would be a
     * change.
     */
    private static Instant clock(View<ClusterStatusState> view, Instant now) {
        var slot = new Slot(ReportedObjects.PRUNER, true);
        return switch (view.ledger().entries().get(slot)) {
            case LedgerEntry.Failing failing -> failing.since();
            case LedgerEntry.Awaiting awaiting -> {
                var before = awaiting.before();
                yield before == null ? now : before.since();
            }
            case LedgerEntry.Settling _ -> now;
            case null -> now;
        };
    }
}
