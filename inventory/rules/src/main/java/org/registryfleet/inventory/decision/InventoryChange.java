package org.registryfleet.inventory.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.inventory.source.ClusterEndpoint;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** What follows from a fact. */
public sealed interface InventoryChange {

    /** How far an imported cluster is part of the fleet; only an admitted one is written to. */
    enum Standing {
        ADMITTED,
        PROBING,
        LEAVING
    }

    /** Where a cluster comes from. */
    record Origin(String source, String ref) {}

    /**
     * The standing with its reason.
     *
     * @param uid by which the cluster was admitted; empty before
     * @param leavesAt null unless it is leaving
     */
    record Admitted(Standing standing, String reason, String uid, @Nullable Instant leavesAt) {}

    /** An imported cluster is registered, or otherwise than before. */
    record Registered(
            String cluster,
            String displayName,
            SortedMap<String, String> labels,
            ClusterEndpoint endpoint,
            Origin origin,
            Admitted admission,
            SourceSettings settings,
            ClusterMembership membership,
            boolean hibernating)
            implements InventoryChange {

        /** Who runs the registry: what a person chose, else what the source's settings say. */
        public String mode() {
            return membership.mode().isEmpty() ? settings.mode() : membership.mode();
        }
    }

    /** An imported cluster leaves the fleet; nothing in it is touched. */
    record Deregistered(String cluster) implements InventoryChange {}

    /**
     * It is known which cluster a person has registered.
     *
     * @param uid of its namespace kube-system
     * @param credential reference by which the uid was read: it says nothing of another one
     * @param duplicateOf the registration of the same cluster that was first: this one is only
     *     watched; empty when there is none
     */
    record Recognised(String cluster, String uid, String credential, String duplicateOf)
            implements InventoryChange {}

    /** What became of the clusters of a source. */
    record Reported(SourceReport report) implements InventoryChange {}

    /** How far a source can be trusted. */
    enum SourceState {
        UNREADABLE,
        OK,
        SUSPECT,
        RETIRED
    }

    /** An object of a source that needs somebody's attention. */
    record Problem(String ref, String cluster, String reason) {}

    /** A source and how many of its clusters are in which state. */
    record SourceReport(
            SourceSettings settings,
            SourceState state,
            String reason,
            Instant since,
            Counts counts,
            List<Problem> problems) {

        public SourceReport {
            problems = List.copyOf(problems);
        }
    }

    /** Numbers of clusters by state. */
    record Counts(
            int found,
            int admitted,
            int probing,
            int duplicate,
            int rejected,
            int leaving,
            int gone) {}
}
