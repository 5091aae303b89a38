package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The read model of the fleet, folded from the log. Thread-safe; events of one cluster must be
 * applied in the order of their topic.
 */
public final class FleetView {

    private final Map<String, ClusterRecord> clusters = new ConcurrentHashMap<>();
    private final Map<String, SourceSummary> sources = new ConcurrentSkipListMap<>();
    private final Map<String, PolicyHistory> policies = new ConcurrentSkipListMap<>();
    private final Revisions revisions = new Revisions();

    /** Applies one event. Idempotent. */
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

    /** Applies what the inventory reports of a source. */
    public void report(SourceSummary source) {
        sources.put(source.source(), source);
        revisions.noteEverything();
    }

    /** Applies what fleet-policy reports of a policy. */
    public void report(RolloutReport report) {
        policies.compute(
                report.policy(),
                (_, known) -> (known == null ? PolicyHistory.EMPTY : known).with(report));
        revisions.noteEverything();
    }

    /** Applies what a person says about a policy. */
    public void said(PolicyFact.Commanded command) {
        policies.compute(
                command.command().policy(),
                (_, known) -> (known == null ? PolicyHistory.EMPTY : known).with(command));
        revisions.noteEverything();
    }

    /** A policy is withdrawn. */
    public void withdraw(String policy) {
        policies.remove(policy);
        revisions.noteEverything();
    }

    /** The policies, by name. */
    public List<RolloutReport> policies() {
        return policies.values().stream()
                .map(PolicyHistory::report)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A policy of the fleet. */
    public Optional<PolicyHistory> policy(String name) {
        return Optional.ofNullable(policies.get(name)).filter(one -> one.report() != null);
    }

    /** The inventory's sources, by name. */
    public List<SourceSummary> sources() {
        return List.copyOf(sources.values());
    }

    /** Where a cluster was imported from; empty when it was registered by hand. */
    public Optional<ClusterOrigin> origin(ClusterRecord cluster) {
        var entry = cluster.registration();
        if (entry == null || entry.source().isEmpty()) {
            return Optional.empty();
        }
        var source = sources.get(entry.source());
        var hub = source == null ? "" : source.hub();
        return Optional.of(new ClusterOrigin(hub, entry.source(), entry.sourceRef()));
    }

    /** The current revision, incremented by every event. */
    public long version() {
        return revisions.version();
    }

    /** The clusters whose list entry changed since that revision. */
    public FleetChanges changesSince(long version) {
        return revisions.since(version);
    }

    /** Whether any event of the cluster was applied since that revision. */
    public FleetChanges changesSince(long version, String cluster) {
        return revisions.since(version, cluster);
    }

    /** A registered cluster. */
    public Optional<ClusterRecord> find(String id) {
        return Optional.ofNullable(clusters.get(id)).filter(ClusterRecord::isEnrolled);
    }

    /** A page of the clusters that match the query. */
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

    /** All registered clusters, ordered by id. */
    public List<ClusterRecord> all() {
        return enrolled().sorted(Comparator.comparing(ClusterRecord::id)).toList();
    }

    public FleetCounts counts() {
        return FleetCounts.of(enrolled());
    }

    /** Up to five similar ids, nearest first. */
    public List<String> near(String id) {
        return SimilarNames.of(id, enrolled().map(ClusterRecord::id).toList());
    }

    private Stream<ClusterRecord> enrolled() {
        return clusters.values().stream().filter(ClusterRecord::isEnrolled);
    }
}
