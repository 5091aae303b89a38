package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.statusreporter.summary.HealthStatus;

import java.time.Instant;
import java.util.Comparator;

/** The sort order of a list of clusters; ties are ordered by id. */
public enum FleetOrder {
    ID("id"),
    /** Most urgent first. */
    WORST("worst"),
    /** Most recently changed first. */
    LATEST("latest");

    private final String text;

    FleetOrder(String text) {
        this.text = text;
    }

    /** The spelling in a query parameter. */
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
