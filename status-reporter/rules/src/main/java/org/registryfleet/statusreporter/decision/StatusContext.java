package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.controller.NodeCa;
import org.registryfleet.statusreporter.registry.ManagementState;
import org.registryfleet.statusreporter.registry.RegistryFacts;
import org.registryfleet.statusreporter.registry.Rollout;
import org.registryfleet.statusreporter.registry.RouteAdmissionState;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The inputs of one decision about a cluster that has a Config, and the progress of the earlier
 * stages.
 */
record StatusContext(
        View<ClusterStatusState> view,
        Observed config,
        Optional<StorageResult> storage,
        Optional<RegistryResult> registry,
        Optional<PlatformResult> platform) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static StatusContext of(View<ClusterStatusState> view, Observed config) {
        var upstream = view.upstream();
        return new StatusContext(
                view,
                config,
                upstream.find(StorageResult.class)
                        .filter(result -> result.basis().isOfSame(config)),
                upstream.find(RegistryResult.class)
                        .filter(result -> result.basis().isOfSame(config)),
                upstream.find(PlatformResult.class));
    }

    RegistryFacts facts() {
        return new RegistryFacts(
                ManagementState.of(config),
                view.find(ReportedObjects.DEPLOYMENT).map(Rollout::new),
                error(),
                RouteAdmissionState.rejections(config, view.objects()));
    }

    /**
     * The error of the latest generation that the earlier stages have processed. While a new
     * generation of a Managed registry is in progress the old error is kept, to avoid flapping.
     */
    UpstreamApplyError error() {
        var management = ManagementState.of(config);
        if (management == ManagementState.UNMANAGED || management == ManagementState.INERT) {
            return UpstreamApplyError.none();
        }
        boolean oldToo = management == ManagementState.MANAGED;
        var ofRegistry =
                registry.filter(result -> oldToo || result.basis().isOf(config))
                        .map(RegistryResult::error)
                        .orElse(UpstreamApplyError.none());
        if (ofRegistry instanceof UpstreamApplyError.Permanent) {
            return ofRegistry;
        }
        return storage.filter(result -> oldToo || result.basis().isOf(config))
                .map(StorageResult::error)
                .filter(error -> !error.equals(UpstreamApplyError.none()))
                .orElse(ofRegistry);
    }

    /** Whether the earlier stages have processed this generation, successfully or not. */
    boolean isProcessed() {
        var current = storage.filter(result -> result.basis().isOf(config));
        if (current.filter(result -> !result.error().equals(UpstreamApplyError.none()))
                .isPresent()) {
            return true;
        }
        return current.filter(result -> result.progress() != PartProgress.WORKING).isPresent()
                && registry.filter(result -> result.basis().isOf(config))
                        .filter(result -> result.progress() != PartProgress.WORKING)
                        .isPresent();
    }

    /** Whether no object is under deletion any more, either. */
    boolean isFinished() {
        return isProcessed()
                && storage.filter(result -> result.progress() == PartProgress.REMOVING).isEmpty()
                && registry.filter(result -> result.progress() == PartProgress.REMOVING).isEmpty();
    }

    /** The first status of a Config is delayed until there is a final result. */
    boolean awaitsFirstStatus() {
        return config.status().path("conditions").isEmpty()
                && !(isProcessed()
                        && isThere(ReportedObjects.NODE_CA, "nodeca")
                        && isThere(ReportedObjects.CRON_JOB, "pruner"));
    }

    /** Whether the object exists, or the reason for its absence is known. */
    private boolean isThere(ObjectRef ref, String part) {
        return view.objects().contains(ref)
                || registry.filter(result -> !result.failuresOf(part).isEmpty()).isPresent();
    }

    /**
     * The Deployment of a new generation is being created: reporting it as missing would be correct
     * but transient. After a grace period it is reported.
     */
    boolean awaitsDeployment(Instant now) {
        return ManagementState.of(config) == ManagementState.MANAGED
                && !view.objects().contains(ReportedObjects.DEPLOYMENT)
                && error().equals(UpstreamApplyError.none())
                && config.status().path("observedGeneration").asLong(0) != config.generation()
                && now.isBefore(patienceEnds(now));
    }

    /** End of the grace period for a missing Deployment. */
    Instant patienceEnds(Instant now) {
        return Optional.ofNullable(view.previous())
                .filter(previous -> previous.summary().health() == HealthStatus.PROGRESSING)
                .map(ClusterStatusState::since)
                .orElse(now)
                .plus(PATIENCE);
    }

    /**
     * The generation of node-ca that was last on every node, by the Config's status: its last
     * generation while it was not Progressing; 0 for none.
     */
    long rolledOutNodeCa() {
        return NodeCa.rolledOut(config.status());
    }

    List<Condition> previousConditions() {
        var previous = view.previous();
        return previous == null ? List.of() : previous.configConditions();
    }

    List<Condition> previousOperatorConditions() {
        var previous = view.previous();
        return previous == null ? List.of() : previous.clusterOperatorConditions();
    }
}
