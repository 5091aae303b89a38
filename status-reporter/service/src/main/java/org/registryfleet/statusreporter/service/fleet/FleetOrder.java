package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.statusreporter.summary.HealthStatus;

import java.time.Instant;
import java.util.Comparator;

/** In which order a list names its clusters; clusters that are equal in it come by id. */
public enum FleetOrder {
    ID("id"),
    /** Those first that need somebody. */
    WORST("worst"),
    /** Those first whose summary has changed last. */
    LATEST("latest");

    private final String text;

    FleetOrder(String text) {
        this.text = text;
    }

    /** As the parameter of a request spells it. */
    public String text() {
        return text;
    }

    Comparator<ClusterRecord> comparator() {
        var byId = Comparator.comparing(ClusterRecord::id);
        return switch (this) {
            case ID -> byId;
            case WORST ->
                    Comparator.comparing(FleetOrder::summary, HealthStatus.WORST_FIRST)
                            .thenComparing(byId);
            case LATEST -> Comparator.comparing(FleetOrder::since).reversed().thenComparing(byId);
        };
    }

    private static HealthStatus summary(ClusterRecord cluster) {
        var status = cluster.status();
        return status == null ? HealthStatus.UNKNOWN : status.summary().health();
    }

    private static Instant since(ClusterRecord cluster) {
        var status = cluster.status();
        return status == null ? Instant.EPOCH : status.since();
    }
}
