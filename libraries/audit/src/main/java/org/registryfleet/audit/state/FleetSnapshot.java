package org.registryfleet.audit.state;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.UnreadableRecord;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The state of every cluster of the fleet at a point in time. Folded from entries in order. */
public final class FleetSnapshot {

    private final Map<String, ClusterSnapshot> clusters = new TreeMap<>();
    private UnreadableRecord unreadable = UnreadableRecord.NONE;

    /** Applies the next entry. */
    public void accept(FactEntry entry) {
        if (entry.fact() instanceof Fact.Unreadable) {
            unreadable = unreadable.and(entry);
        }
        if (!entry.cluster().isEmpty()) {
            clusters.computeIfAbsent(entry.cluster(), ClusterSnapshot::new).accept(entry);
        }
    }

    /** The registered clusters, by id. */
    public Collection<ClusterSnapshot> registered() {
        return clusters.values().stream().filter(ClusterSnapshot::isRegistered).toList();
    }

    /** Records that could not be read. */
    public UnreadableRecord unreadable() {
        return unreadable;
    }

    /** A cluster's status; a missing node if there is none. */
    public static JsonNode status(ClusterSnapshot cluster) {
        return cluster.result("status");
    }
}
