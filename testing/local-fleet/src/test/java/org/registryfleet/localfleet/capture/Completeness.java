package org.registryfleet.localfleet.capture;

import java.util.List;
import java.util.Set;

/**
 * What the observations of a cluster say about what is missing from them.
 *
 * @param sessions the sessions that counted, in the order of the log
 * @param holes observations that never reached the log
 * @param unmarked sessions that neither continue the one before nor say that something is missing
 * @param duplicates observations that stand in the log again
 * @param superseded observations of sessions that another one had taken over from
 * @param openGaps watches with a gap that has not ended; empty text for a whole session
 * @param isSynced everything was listed, in this session or in the one it continues
 */
public record Completeness(
        List<Span> sessions,
        List<Hole> holes,
        List<String> unmarked,
        long duplicates,
        long superseded,
        long gaps,
        long resyncs,
        Set<String> openGaps,
        boolean isSynced) {

    public Completeness {
        sessions = List.copyOf(sessions);
        holes = List.copyOf(holes);
        unmarked = List.copyOf(unmarked);
        openGaps = Set.copyOf(openGaps);
    }

    /** A session, from its first to its last observation that counted. */
    public record Span(String session, long epoch, long first, long last, boolean isContinuing) {}

    /**
     * Sequences that are missing, both ends included.
     *
     * @param isMarked a later observation says that something of this session is missing
     */
    public record Hole(String session, long from, long to, boolean isMarked) {}

    /** Something is missing that the log does not say. */
    public boolean hasSilentLoss() {
        return !unmarked.isEmpty() || holes.stream().anyMatch(hole -> !hole.isMarked());
    }

    /** Nothing is missing now: everything was listed and every gap has ended. */
    public boolean isComplete() {
        return isSynced && openGaps.isEmpty() && !hasSilentLoss();
    }
}
