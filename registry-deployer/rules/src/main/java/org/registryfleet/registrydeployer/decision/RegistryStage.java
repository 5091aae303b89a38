package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.certificates.CertificatesPart;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.deployment.PodDependencies;
import org.registryfleet.registrydeployer.imageconfig.ImageConfigPart;
import org.registryfleet.registrydeployer.nodeca.NodeCaPart;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.operand.RolloutChecksums;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.registrydeployer.pruner.PrunerPart;
import org.registryfleet.registrydeployer.registry.RegistryPart;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides all objects of the operand: the registry itself as its Config and storage require, the
 * other parts always. A failing part does not block the others.
 */
public final class RegistryStage implements Stage<RegistryState> {

    private final Releases releases;
    private final List<OperandPart> parts;

    public RegistryStage(Releases releases) {
        this(
                releases,
                List.of(
                        new CertificatesPart(),
                        new NodeCaPart(),
                        new ImageConfigPart(),
                        new PrunerPart()));
    }

    RegistryStage(Releases releases, List<OperandPart> parts) {
        this.releases = releases;
        this.parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return RegistryPart.concerns(ref)
                || ref.equals(OperandOwnership.OPERATOR)
                || ref.equals(OperandOwnership.INFRASTRUCTURE)
                || parts.stream().anyMatch(part -> part.concerns(ref));
    }

    @Override
    public Decision<RegistryState> decide(View<RegistryState> view, Instant now) {
        var counted = counted(view);
        var decision = decide(view, counted, now);
        var result = decision.result();
        return result == null
                ? decision
                : new Decision<>(
                        counting(result, counted, view),
                        decision.desired(),
                        decision.rule(),
                        decision.reason(),
                        decision.wakeAt());
    }

    @Override
    public Optional<RegistryState> remembered(View<RegistryState> view) {
        return Optional.ofNullable(view.previous())
                .map(previous -> previous.withCounted(counted(view)));
    }

    /**
     * A changed checksum alone is not worth publishing until the content may be presented
     * differently.
     */
    private static RegistryState counting(
            RegistryState result, RolloutChecksums counted, View<RegistryState> view) {
        var previous = view.previous();
        return view.complete()
                        && previous != null
                        && result.withCounted(previous.counted()).equals(previous)
                ? previous
                : result.withCounted(counted);
    }

    /** The recorded checksums, continued with the current contents. */
    private static RolloutChecksums counted(View<RegistryState> view) {
        var known = view.previous() == null ? RolloutChecksums.none() : view.previous().counted();
        var storage =
                view.upstream()
                        .find(UpstreamStorage.class)
                        .map(UpstreamStorage::contribution)
                        .orElse(null);
        return known.after(view.objects(), PodDependencies.refs(storage));
    }

    private Decision<RegistryState> decide(
            View<RegistryState> view, RolloutChecksums counted, Instant now) {
        if (!view.complete()) {
            return unchanged(
                    view, "incomplete", "Not everything in the cluster has been seen yet.");
        }
        if (OperandOwnership.isPaused(view)) {
            return unchanged(view, "paused", "The cluster is paused in the fleet.");
        }
        if (!view.isServed(OperandObjects.CONFIG)) {
            return Decision.of(
                    PlanSummary.nothing(view, Phase.UNKNOWN),
                    "config-not-served",
                    "The cluster does not serve the registry's Config: nothing is made.");
        }
        var ownership = OperandOwnership.of(view);
        if (ownership != Registration.Ownership.FULL) {
            return Decision.of(
                    PlanSummary.nothing(view, Phase.UNMANAGED),
                    ownership.name().toLowerCase(Locale.ROOT),
                    "An operator deploys the registry.");
        }
        return operand(view, counted, now);
    }

    private Decision<RegistryState> operand(
            View<RegistryState> view, RolloutChecksums counted, Instant now) {
        var storage = view.upstream().find(UpstreamStorage.class).orElse(null);
        var release = releases.of(view.objects(), view.registration());
        var inputs =
                OperandInputs.of(view.objects(), storage, release.images()).withCounted(counted);
        var others = new LinkedHashMap<String, PartPlan>();
        parts.forEach(
                part -> others.put(part.name(), inputs.derive(part, () -> part.plan(inputs))));
        var registry = RegistryPlan.of(inputs, desired(others));
        var all = new ArrayList<>(registry.plan().desired());
        all.addAll(desired(others));
        var result = new PlanSummary(view, inputs, now).of(registry, others, release);
        return new Decision<>(result, all, registry.rule(), registry.reason(), null);
    }

    private static List<Desired> desired(Map<String, PartPlan> plans) {
        return plans.values().stream().flatMap(plan -> plan.desired().stream()).toList();
    }

    private static Decision<RegistryState> unchanged(
            View<RegistryState> view, String rule, String reason) {
        return view.previous() == null
                ? Decision.waiting(rule, reason)
                : Decision.of(view.previous(), rule, reason);
    }
}
