package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.stage.ledger.Contested;
import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.StatusSummary;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events with valid defaults. */
public final class FleetFixture {

    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private FleetFixture() {}

    public static RecordPosition origin(String topic, long offset) {
        return new RecordPosition(topic, 3, offset);
    }

    public static FleetEvent enrolled(String cluster, String name) {
        return new FleetEvent.Registered(
                cluster,
                new RegisteredCluster(
                        name,
                        Map.of("region", "north"),
                        "https://" + cluster,
                        "AUTO",
                        false,
                        true));
    }

    public static FleetEvent imported(String cluster, String source, String ref) {
        return new FleetEvent.Registered(
                cluster,
                new RegisteredCluster(
                        "",
                        Map.of(),
                        "",
                        RegisteredCluster.fingerprint(""),
                        "OBSERVE",
                        false,
                        true,
                        "PROBING",
                        "",
                        source,
                        ref));
    }

    public static FleetEvent reported(String cluster, HealthStatus summary, String reason) {
        var status =
                new ClusterStatusState(
                        "VSphere",
                        "PVC",
                        summary == HealthStatus.REMOVED ? "Removed" : "Managed",
                        summary == HealthStatus.UNREACHABLE || summary == HealthStatus.HIBERNATING
                                ? Connectivity.State.LOST
                                : Connectivity.State.CONNECTED,
                        new StatusSummary(summary, reason, "message of " + cluster),
                        "hint",
                        List.of(
                                new Condition(
                                        "Available", ConditionStatus.TRUE, "Ready", "m", NOW)),
                        List.of(),
                        1,
                        PrunerInstallation.ENABLED,
                        List.of(),
                        List.of(),
                        summary == HealthStatus.AVAILABLE,
                        NOW);
        return new FleetEvent.Reported(cluster, result(7, Map.of("summary", "x")), status);
    }

    /** An image that a policy of the cluster rewrites. */
    public static ContestedField contested() {
        return new ContestedField(
                new ObjectRef("apps/v1", "Deployment", "ns", "image-registry"),
                false,
                "/spec/template/spec/containers/0/image",
                Contested.Stand.REWRITTEN,
                "\"registry:1\"",
                "\"mirror/registry:1\"",
                Observed.FLEET,
                NOW);
    }

    public static StageResult result(long offset, Map<String, Object> facts) {
        return new StageResult(origin("fleet.status.v1", offset), reasoning(40L), facts);
    }

    public static DecisionReason reasoning(long trigger) {
        return new DecisionReason(
                "A8-P9-D9", "all is well", NOW, origin("fleet.observations.v1", trigger));
    }

    public static FleetEvent asked(String cluster, String id) {
        return new FleetEvent.ActionIssued(
                cluster,
                new RecentAction(
                        id,
                        StageName.STATUS,
                        origin("fleet.status-actions.v1", 1),
                        "PATCH_STATUS",
                        "Config cluster",
                        "{}",
                        1,
                        reasoning(40L),
                        null));
    }

    public static FleetEvent answered(String cluster, String id) {
        return new FleetEvent.OutcomeReported(
                cluster,
                new ActionOutcome(
                        id, origin("fleet.status-outcomes.v1", 1), "DONE", 200, "", "", NOW));
    }

    public static FleetEvent sighted(String cluster, long offset) {
        return new FleetEvent.ObjectObserved(
                cluster,
                new LastObservation(
                        origin("fleet.observations.v1", offset),
                        "MODIFIED",
                        "Deployment openshift-image-registry/image-registry",
                        NOW));
    }
}
