package org.registryfleet.registrydeployer.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.registrydeployer.decision.RegistryState.PartFailure;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.decision.RegistryState.RegistryError;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.operand.RolloutChecksums;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.Observed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Summarises the plans in the stage's result. */
record PlanSummary(View<RegistryState> view, OperandInputs inputs, Instant now) {

    private static final String REGISTRY = "registry";

    RegistryState of(RegistryPlan registry, Map<String, PartPlan> others, Releases.Choice release) {
        var plans = Stream.concat(Stream.of(registry.plan()), others.values().stream()).toList();
        var desired = plans.stream().flatMap(plan -> plan.desired().stream()).toList();
        var generations = WorkloadGenerations.of(view, desired);
        var warnings =
                Stream.concat(
                                release.warning().stream(),
                                plans.stream().flatMap(plan -> plan.warnings().stream()))
                        .toList();
        var failure = registryFailure(registry);
        var failures = new ArrayList<PartFailure>();
        failure.ifPresent(failures::add);
        failures.addAll(failuresOf(others));
        var basis = basis(registry);
        return new RegistryState(
                basis.uid(),
                basis.generation(),
                phase(registry, failure.isPresent()),
                error(registry, failure),
                generations,
                failures,
                release.reported(),
                warnings,
                view.ledger().contested(),
                inputs.counted());
    }

    /** The result if this stage deploys nothing in the cluster. */
    static RegistryState nothing(View<RegistryState> view, Phase phase) {
        var config = view.find(OperandObjects.CONFIG);
        return new RegistryState(
                config.map(Observed::uid).orElse(""),
                config.map(Observed::generation).orElse(0L),
                phase,
                RegistryError.none(),
                WorkloadGenerations.known(view),
                List.of(),
                "",
                List.of(),
                List.of(),
                RolloutChecksums.none());
    }

    /** The Config and generation that the result applies to. */
    private record Basis(String uid, long generation) {}

    private Basis basis(RegistryPlan registry) {
        var config = inputs.config();
        if (config == null) {
            return new Basis("", 0);
        }
        var kept = registry instanceof RegistryPlan.Wait ? outdated() : null;
        return kept == null
                ? new Basis(config.uid(), config.generation())
                : new Basis(kept.configUid(), kept.configGeneration());
    }

    /** The previous result while there is no storage result for this generation. */
    private @Nullable RegistryState outdated() {
        var config = inputs.config();
        var storage = inputs.storage();
        var previous = view.previous();
        if (config == null || previous == null || !previous.configUid().equals(config.uid())) {
            return null;
        }
        return storage != null && storage.isFor(config) ? null : previous;
    }

    private Optional<PartFailure> registryFailure(RegistryPlan registry) {
        var failures = new PartFailures(view, now);
        return switch (registry) {
            case RegistryPlan.Apply apply -> failures.ofRegistry(REGISTRY, apply.plan());
            case RegistryPlan.Remove remove -> failures.of(REGISTRY, remove.plan());
            case RegistryPlan.Wait _ ->
                    Optional.ofNullable(outdated()).flatMap(PlanSummary::ofRegistry);
            case RegistryPlan.Refuse _, RegistryPlan.Leave _, RegistryPlan.NoConfig _ ->
                    Optional.empty();
        };
    }

    private static Optional<PartFailure> ofRegistry(RegistryState state) {
        return state.failures().stream()
                .filter(failure -> failure.part().equals(REGISTRY))
                .findFirst();
    }

    private List<PartFailure> failuresOf(Map<String, PartPlan> others) {
        var failures = new PartFailures(view, now);
        return others.entrySet().stream()
                .flatMap(part -> failures.of(part.getKey(), part.getValue()).stream())
                .toList();
    }

    private RegistryError error(RegistryPlan registry, Optional<PartFailure> failure) {
        return switch (registry) {
            case RegistryPlan.Refuse refuse -> RegistryError.verification(refuse.fault());
            case RegistryPlan.Wait _ -> {
                var kept = outdated();
                yield kept == null ? RegistryError.none() : kept.error();
            }
            case RegistryPlan.Apply _,
                    RegistryPlan.Remove _,
                    RegistryPlan.Leave _,
                    RegistryPlan.NoConfig _ ->
                    failure.map(PartFailure::message)
                            .map(RegistryError::applying)
                            .orElseGet(RegistryError::none);
        };
    }

    private Phase phase(RegistryPlan registry, boolean fails) {
        return switch (registry) {
            case RegistryPlan.NoConfig _ -> Phase.UNKNOWN;
            case RegistryPlan.Leave _ -> Phase.UNMANAGED;
            case RegistryPlan.Wait _ -> Phase.WAITING;
            case RegistryPlan.Refuse _ -> Phase.FAILED;
            case RegistryPlan.Remove remove -> removal(remove.plan().desired());
            case RegistryPlan.Apply apply -> application(apply.plan().desired(), fails);
        };
    }

    private Phase removal(List<Desired> desired) {
        return desired.stream().anyMatch(absent -> view.objects().contains(absent.ref()))
                ? Phase.REMOVING
                : Phase.REMOVED;
    }

    private Phase application(List<Desired> desired, boolean fails) {
        if (fails) {
            return Phase.FAILED;
        }
        return desired.stream().anyMatch(wanted -> view.drift(wanted).isPresent())
                ? Phase.APPLYING
                : Phase.APPLIED;
    }
}
