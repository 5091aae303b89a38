package org.registryfleet.statusreporter.service.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which cluster changed when, counted in events. Remembers two numbers a cluster, whoever listens,
 * so that a slow listener costs nothing and gets one answer instead of many.
 */
final class Revisions {

    /** So many clusters are named; beyond it is everything. */
    static final int MOST_NAMED = 500;

    private final Map<String, Revision> revisions = new HashMap<>();
    private long version;

    /**
     * @param shown of the last event that changed what a list shows
     * @param heard of the last event at all
     */
    private record Revision(long shown, long heard) {}

    synchronized void note(FleetEvent event) {
        version++;
        var before = revisions.getOrDefault(event.cluster(), new Revision(0, 0));
        var shown = event instanceof FleetEvent.ObjectObserved ? before.shown() : version;
        revisions.put(event.cluster(), new Revision(shown, version));
    }

    synchronized long version() {
        return version;
    }

    /** The clusters that look different; a version of the future is one of another process. */
    synchronized FleetChanges since(long since) {
        if (since == version) {
            return new FleetChanges(version, false, List.of());
        }
        var changed =
                revisions.entrySet().stream()
                        .filter(entry -> entry.getValue().shown() > since)
                        .map(Map.Entry::getKey)
                        .limit(MOST_NAMED + 1L)
                        .sorted()
                        .toList();
        boolean everything = since > version || changed.size() > MOST_NAMED;
        return new FleetChanges(version, everything, everything ? List.of() : changed);
    }

    /** Whether anything was heard of a cluster. */
    synchronized FleetChanges since(long since, String cluster) {
        var revision = revisions.getOrDefault(cluster, new Revision(0, 0));
        boolean changed = revision.heard() > since;
        return new FleetChanges(version, since > version, changed ? List.of(cluster) : List.of());
    }
}
