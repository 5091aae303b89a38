package org.registryfleet.statusreporter.summary;

import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.registry.ManagementState;

import java.util.List;
import java.util.Optional;

/** The health of a cluster with the reason and message of the condition that determined it. */
public record StatusSummary(HealthStatus health, String reason, String message) {

    private static final String AVAILABLE = "Available";
    private static final String PROGRESSING = "Progressing";
    private static final String DEGRADED = "Degraded";

    /**
     * A new configuration is being rolled out and the conditions are still those of the old one.
     */
    public static StatusSummary awaitingDeployment() {
        return new StatusSummary(
                HealthStatus.PROGRESSING,
                "AwaitingDeployment",
                "The Deployment of the new configuration is on its way");
    }

    /**
     * Sums up the conditions, the worst first. An unavailable registry that is still rolling out
     * counts as progressing until it is degraded, which is after five minutes at the latest.
     */
    public static StatusSummary of(
            ManagementState management, List<Condition> config, List<Condition> operator) {
        var available = find(config, AVAILABLE).orElse(null);
        if (available == null) {
            return new StatusSummary(
                    HealthStatus.UNKNOWN, "NoStatus", "The Config has no status yet");
        }
        if (management == ManagementState.UNMANAGED) {
            return of(HealthStatus.UNMANAGED, available);
        }
        var degraded = find(config, DEGRADED).filter(Condition::isTrue);
        var progressing = find(config, PROGRESSING).filter(Condition::isTrue);
        if (!available.isTrue()) {
            return degraded.map(found -> of(HealthStatus.UNAVAILABLE, found))
                    .or(() -> progressing.map(found -> of(HealthStatus.PROGRESSING, found)))
                    .orElseGet(() -> of(HealthStatus.UNAVAILABLE, available));
        }
        return degraded.or(() -> find(operator, DEGRADED).filter(Condition::isTrue))
                .map(found -> of(HealthStatus.DEGRADED, found))
                .or(() -> progressing.map(found -> of(HealthStatus.PROGRESSING, found)))
                .orElseGet(() -> calm(management, available, operator));
    }

    /**
     * The registry itself is healthy; the node-ca DaemonSet and the pruner remain to be checked.
     */
    private static StatusSummary calm(
            ManagementState management, Condition available, List<Condition> operator) {
        if (management == ManagementState.REMOVED) {
            return of(HealthStatus.REMOVED, available);
        }
        return find(operator, AVAILABLE)
                .filter(found -> found.status() == ConditionStatus.FALSE)
                .map(found -> of(HealthStatus.DEGRADED, found))
                .orElseGet(() -> of(HealthStatus.AVAILABLE, available));
    }

    /** The same while the cluster is upgraded: nobody needs to look at what that explains. */
    public StatusSummary whileUpgrading(String version) {
        return switch (health) {
            case AVAILABLE, PROGRESSING, DEGRADED, UNAVAILABLE ->
                    new StatusSummary(
                            HealthStatus.UPGRADING,
                            reason,
                            "The cluster is upgraded to %s. %s".formatted(version, message));
            case REMOVED,
                    UNMANAGED,
                    UNREACHABLE,
                    HIBERNATING,
                    UPGRADING,
                    NOT_INSTALLED,
                    CAPABILITY_DISABLED,
                    UNKNOWN ->
                    this;
        };
    }

    private static StatusSummary of(HealthStatus summary, Condition condition) {
        return new StatusSummary(summary, condition.reason(), condition.message());
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
    }
}
