package org.registryfleet.localfleet.capture;

import org.jspecify.annotations.Nullable;
import org.registryfleet.localfleet.capture.Completeness.Hole;
import org.registryfleet.localfleet.capture.Completeness.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the observations of one cluster in the order of the log and finds what is missing. A log
 * may begin anywhere: what stood before its first observation is not judged. Not thread-safe.
 */
public final class Contiguity {

    private final List<Span> ended = new ArrayList<>();
    private final List<Hole> holes = new ArrayList<>();
    private final List<String> unmarked = new ArrayList<>();
    private final Map<String, Captured> openGaps = new TreeMap<>();
    private @Nullable Span current;
    private long duplicates;
    private long superseded;
    private long gaps;
    private long resyncs;
    private boolean synced;

    /** Takes in the next observation of the cluster. */
    public void take(Captured observation) {
        var span = current;
        if (span == null) {
            begin(observation);
        } else if (observation.epoch() < span.epoch()) {
            superseded++;
            return;
        } else if (!observation.session().equals(span.session())) {
            succeed(span, observation);
        } else if (observation.sequence() <= span.last()) {
            duplicates++;
            return;
        } else {
            hole(span.session(), span.last() + 1, observation.sequence() - 1);
            current = until(span, observation.sequence());
        }
        mark(observation);
    }

    /** What is known so far. */
    public Completeness report() {
        var sessions = new ArrayList<>(ended);
        if (current != null) {
            sessions.add(current);
        }
        return new Completeness(
                sessions,
                holes,
                unmarked,
                duplicates,
                superseded,
                gaps,
                resyncs,
                openGaps.keySet(),
                synced);
    }

    // a log that begins in the middle of a session was complete before, or says so
    private void begin(Captured first) {
        synced = first.sequence() > 0 || first.sort() == Captured.Sort.RESUMED;
        current = span(first, synced);
    }

    private void succeed(Span before, Captured first) {
        ended.add(before);
        switch (first.sort()) {
            case RESUMED -> resume(before, first);
            case GAP -> restart(first.subject().isEmpty());
            case CONTENT, SYNCED, RESYNC -> restart(false);
        }
        if (first.sequence() > 0) {
            hole(first.session(), 0, first.sequence() - 1);
        }
        if (first.sort() != Captured.Sort.RESUMED && !isWholeGap(first)) {
            unmarked.add(first.session());
        }
        current = span(first, first.sort() == Captured.Sort.RESUMED);
    }

    private void resume(Span before, Captured first) {
        if (!first.earlierSession().equals(before.session())) {
            unmarked.add(first.session());
            return;
        }
        hole(before.session(), before.last() + 1, first.earlierSequence());
        // what the earlier session wrote later is observed again, so its gaps are judged again
        openGaps.values()
                .removeIf(
                        gap ->
                                gap.session().equals(before.session())
                                        && gap.sequence() > first.earlierSequence());
    }

    private void restart(boolean isMarked) {
        synced = false;
        openGaps.clear();
        if (isMarked) {
            holes.replaceAll(hole -> new Hole(hole.session(), hole.from(), hole.to(), true));
        }
    }

    private void mark(Captured observation) {
        switch (observation.sort()) {
            case GAP -> {
                gaps++;
                openGaps.put(observation.subject(), observation);
            }
            case RESYNC -> {
                resyncs++;
                openGaps.remove(observation.subject());
            }
            case SYNCED -> synced = true;
            case CONTENT, RESUMED -> {}
        }
    }

    private void hole(String session, long from, long to) {
        if (from <= to) {
            holes.add(new Hole(session, from, to, false));
        }
    }

    private static boolean isWholeGap(Captured first) {
        return first.sort() == Captured.Sort.GAP && first.subject().isEmpty();
    }

    private static Span span(Captured first, boolean isContinuing) {
        var sequence = first.sequence();
        return new Span(first.session(), first.epoch(), sequence, sequence, isContinuing);
    }

    private static Span until(Span span, long sequence) {
        return new Span(span.session(), span.epoch(), span.first(), sequence, span.isContinuing());
    }
}
