package org.registryfleet.statusreporter.service.fleet;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The revision at which each cluster changed last. Keeps two numbers per cluster regardless of the
 * number of listeners, so that a slow listener costs nothing and gets one combined notification. Of
 * clusters that have left it keeps only the latest; earlier listeners are told everything.
 */
final class Revisions {

    /** The maximum number of changed clusters to list; beyond it everything counts as changed. */
    static final int MOST_NAMED = 500;

    private final Map<String, Revision> revisions = new HashMap<>();
    private final LinkedHashSet<String> departed = new LinkedHashSet<>();
    private long version;
    private long forgotten;
    private long everything;

    /**
     * @param shown revision of the last event that changed the list entry
     * @param heard revision of the last event
     */
    private record Revision(long shown, long heard) {}

    synchronized void note(FleetEvent event) {
        version++;
        var before = revisions.getOrDefault(event.cluster(), new Revision(0, 0));
        var shown = event instanceof FleetEvent.ObjectObserved ? before.shown() : version;
        revisions.put(event.cluster(), new Revision(shown, version));
        switch (event) {
            case FleetEvent.Registered _ -> departed.remove(event.cluster());
            case FleetEvent.Deregistered _, FleetEvent.Retracted _ -> depart(event.cluster());
            default -> {
                // says nothing about whether the cluster is in the fleet
            }
        }
    }

    /** Something has changed that is not of one cluster. */
    synchronized void noteEverything() {
        version++;
        everything = version;
    }

    private void depart(String cluster) {
        departed.add(cluster);
        if (departed.size() > MOST_NAMED) {
            var oldest = revisions.remove(departed.removeFirst());
            forgotten = oldest == null ? forgotten : Math.max(forgotten, oldest.heard());
        }
    }

    /** Number of clusters it remembers. */
    synchronized int size() {
        return revisions.size();
    }

    synchronized long version() {
        return version;
    }

    /**
     * The clusters whose list entry changed; a revision from the future belongs to another process.
     */
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
        boolean isAll = isUnknown(since) || everything > since || changed.size() > MOST_NAMED;
        return new FleetChanges(version, isAll, isAll ? List.of() : changed);
    }

    /** Whether any event of a cluster was applied. */
    synchronized FleetChanges since(long since, String cluster) {
        var revision = revisions.getOrDefault(cluster, new Revision(0, 0));
        boolean changed = revision.heard() > since;
        return new FleetChanges(version, isUnknown(since), changed ? List.of(cluster) : List.of());
    }

    private boolean isUnknown(long since) {
        return since > version || since < forgotten;
    }
}
