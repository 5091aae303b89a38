package org.registryfleet.inventory.decision;

import org.registryfleet.inventory.decision.ImportedCluster.Phase;
import org.registryfleet.inventory.decision.InventoryChange.Counts;
import org.registryfleet.inventory.decision.InventoryChange.Problem;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A source, whether it can be trusted, and the objects found in it. */
final class ImportSource {
    private static final int MOST_PROBLEMS = 200;

    final SortedMap<String, ImportedCluster> clusters = new TreeMap<>();
    SourceSettings settings;
    SourceState state = SourceState.UNREADABLE;
    private String reason = "it has not been read yet";
    private Instant since;
    private String refusal = "";
    private boolean suspect;

    ImportSource(SourceSettings settings, Instant since) {
        this.settings = settings;
        this.since = since;
    }

    void becomes(SourceState next, String why, Instant now) {
        if (next != state) {
            since = now;
        }
        state = next;
        reason = why;
        if (isTrusted()) {
            suspect = next == SourceState.SUSPECT;
        }
    }

    /** It was suspect before it could not be read, and still is. */
    boolean isSuspect() {
        return suspect;
    }

    /** A command that was not followed, until another one is. */
    void refused(String why) {
        refusal = why;
    }

    boolean isTrusted() {
        return state == SourceState.OK || state == SourceState.SUSPECT;
    }

    List<ImportedCluster> missing() {
        return clusters.values().stream().filter(ImportedCluster::isMissing).toList();
    }

    SourceReport report() {
        return new SourceReport(
                settings,
                state,
                refusal.isEmpty() ? reason : reason + (reason.isEmpty() ? "" : "; ") + refusal,
                since,
                counts(),
                problems());
    }

    private Counts counts() {
        int missing =
                (int) clusters.values().stream().filter(cluster -> cluster.isMissing()).count();
        return new Counts(
                clusters.size(),
                in(Phase.ADMITTED),
                in(Phase.PROBING),
                in(Phase.DUPLICATE),
                in(Phase.REJECTED) + in(Phase.TAKEN) + in(Phase.FORGOTTEN),
                in(Phase.LEAVING),
                missing);
    }

    private int in(Phase phase) {
        return (int) clusters.values().stream().filter(one -> one.phase == phase).count();
    }

    private List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var cluster : clusters.values()) {
            if (problems.size() == MOST_PROBLEMS) {
                break;
            }
            if (isProblem(cluster)) {
                problems.add(
                        new Problem(
                                cluster.origin.ref(),
                                cluster.registration.isEmpty()
                                        ? cluster.duplicateOf
                                        : cluster.registration,
                                cluster.reason));
            }
        }
        return problems;
    }

    private static boolean isProblem(ImportedCluster cluster) {
        return switch (cluster.phase) {
            case ADMITTED, NEW -> !cluster.reason.isEmpty();
            case PROBING, LEAVING, DUPLICATE, REJECTED, TAKEN, FORGOTTEN -> true;
        };
    }
}
