package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.audit.log.SimilarNames;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The clusters of the fleet, folded from the log. Safe for any number of readers and writers;
 * events of one cluster should come in the order of their topic.
 */
public final class FleetView {

    private final Map<String, ClusterRecord> clusters = new ConcurrentHashMap<>();
    private final Revisions revisions = new Revisions();

    /** Takes in one event. Taking it in again changes nothing that is visible. */
    public void accept(FleetEvent event) {
        if (event instanceof FleetEvent.Deregistered) {
            clusters.remove(event.cluster());
        } else if (event instanceof FleetEvent.Retracted) {
            clusters.computeIfPresent(
                    event.cluster(), (_, known) -> known.isEnrolled() ? known : null);
        } else {
            clusters.compute(
                    event.cluster(),
                    (id, known) -> (known == null ? ClusterRecord.of(id) : known).with(event));
        }
        revisions.note(event);
    }

    /** Grows with every event. */
    public long version() {
        return revisions.version();
    }

    /** The clusters whose entry in a list is another one than at that version. */
    public FleetChanges changesSince(long version) {
        return revisions.since(version);
    }

    /** Whether anything was heard of the cluster since that version. */
    public FleetChanges changesSince(long version, String cluster) {
        return revisions.since(version, cluster);
    }

    /** A cluster of the fleet. */
    public Optional<ClusterRecord> find(String id) {
        return Optional.ofNullable(clusters.get(id)).filter(ClusterRecord::isEnrolled);
    }

    /** The clusters that satisfy the query, a page of them. */
    public FleetPage list(FleetQuery query) {
        var matches = enrolled().filter(query::matches).sorted(query.order().comparator()).toList();
        var rest =
                matches.stream()
                        .filter(query::isAfterCursor)
                        .skip(query.skip())
                        .limit(query.limit() + 1L)
                        .toList();
        var page = rest.subList(0, Math.min(rest.size(), query.limit()));
        boolean continues = query.order() == FleetOrder.ID && rest.size() > page.size();
        var next = continues ? page.getLast().id() : "";
        return new FleetPage(page, matches.size(), next);
    }

    /** Every cluster of the fleet, ordered by id. */
    public List<ClusterRecord> all() {
        return enrolled().sorted(Comparator.comparing(ClusterRecord::id)).toList();
    }

    public FleetCounts counts() {
        return FleetCounts.of(enrolled());
    }

    /** Ids that somebody may have meant, the nearest first; at most five. */
    public List<String> near(String id) {
        return SimilarNames.of(id, enrolled().map(ClusterRecord::id).toList());
    }

    private Stream<ClusterRecord> enrolled() {
        return clusters.values().stream().filter(ClusterRecord::isEnrolled);
    }
}
