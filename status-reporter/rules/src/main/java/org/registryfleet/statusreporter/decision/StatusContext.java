package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
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

/** A cluster that has a Config, and how far the earlier stages have come with it. */
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
     * The error of the latest generation the earlier stages have finished with. While a managed
     * registry's new generation is under way the old error stands, so that it does not flicker.
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

    /** The earlier stages have finished with this generation, well or with an error. */
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

    /** Nothing is on its way out any more, either. */
    boolean isFinished() {
        return isProcessed()
                && storage.filter(result -> result.progress() == PartProgress.REMOVING).isEmpty()
                && registry.filter(result -> result.progress() == PartProgress.REMOVING).isEmpty();
    }

    /** Before its first status a Config waits until there is something final to say. */
    boolean awaitsFirstStatus() {
        return config.status().path("conditions").isEmpty()
                && !(isProcessed()
                        && isThere(ReportedObjects.NODE_CA, "nodeca")
                        && isThere(ReportedObjects.CRON_JOB, "pruner"));
    }

    /** The object is there, or it is known why it is not. */
    private boolean isThere(ObjectRef ref, String part) {
        return view.objects().contains(ref)
                || registry.filter(result -> !result.failuresOf(part).isEmpty()).isPresent();
    }

    /**
     * The Deployment of a new generation is on its way: to say that it does not exist would be true
     * for a moment and of no use. After a while it is of use.
     */
    boolean awaitsDeployment(Instant now) {
        return ManagementState.of(config) == ManagementState.MANAGED
                && !view.objects().contains(ReportedObjects.DEPLOYMENT)
                && error().equals(UpstreamApplyError.none())
                && config.status().path("observedGeneration").asLong(0) != config.generation()
                && now.isBefore(patienceEnds(now));
    }

    /** Until when a Deployment is awaited in silence. */
    Instant patienceEnds(Instant now) {
        return Optional.ofNullable(view.previous())
                .filter(previous -> previous.summary().health() == HealthStatus.PROGRESSING)
                .map(ClusterStatusState::since)
                .orElse(now)
                .plus(PATIENCE);
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
