package org.registryfleet.inventory.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.inventory.decision.InventoryChange.Origin;
import org.registryfleet.inventory.decision.InventoryChange.Reported;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All sources and the fleet, as a sequence of facts has left them. Deterministic: the same facts in
 * the same order give the same changes. Not thread-safe.
 */
public final class FleetInventory {
    private static final Duration REPORT_PAUSE = Duration.ofSeconds(1);

    private final SortedMap<String, ImportSource> sources = new TreeMap<>();
    private final Registrations registrations = new Registrations(this::precedence);
    private final Departures departures = new Departures(registrations);
    private final TreeSet<String> unreported = new TreeSet<>();
    private final Map<String, Reported> reported = new TreeMap<>();
    private @Nullable Instant reportAt;
    private Instant now = Instant.EPOCH;

    /** Takes in a fact and returns what follows from it, in order. */
    public List<InventoryChange> apply(InventoryFact fact) {
        now = fact.at().isAfter(now) ? fact.at() : now;
        registrations.at(now);
        take(fact);
        var changes = new ArrayList<InventoryChange>(registrations.changes(this::settings));
        if (tellsOfSources(fact)) {
            report(changes);
            reportAt = null;
        } else if (reportAt == null) {
            reportAt = now.plus(REPORT_PAUSE);
        }
        return changes;
    }

    /** When a {@link InventoryFact.Tick} will lead to something; null when none will. */
    public @Nullable Instant due() {
        var due = reportAt;
        for (var source : sources.values()) {
            var next = departures.due(source);
            due = due == null || (next != null && next.isBefore(due)) ? next : due;
        }
        return due;
    }

    /** All objects of all sources, by source and reference. */
    public List<SourceObject> objects() {
        return sources.values().stream()
                .flatMap(source -> source.clusters.values().stream())
                .map(ImportedCluster::described)
                .toList();
    }

    /** All sources, those that are no longer configured, too. */
    public List<InventoryChange.SourceReport> reports() {
        return sources.values().stream().map(ImportSource::report).toList();
    }

    /** The objects of a source that are there, as they were found last. */
    public SortedMap<String, FoundCluster> found(String source) {
        var found = new TreeMap<String, FoundCluster>();
        var known = sources.get(source);
        if (known != null) {
            known.clusters.forEach(
                    (ref, cluster) -> {
                        if (!cluster.isGone()) {
                            found.put(ref, cluster.found);
                        }
                    });
        }
        return found;
    }

    /** The configured sources. */
    public SortedMap<String, SourceSettings> sources() {
        var settings = new TreeMap<String, SourceSettings>();
        sources.forEach(
                (name, source) -> {
                    if (source.state != SourceState.RETIRED) {
                        settings.put(name, source.settings);
                    }
                });
        return settings;
    }

    /** What is known of a cluster of the fleet; null when it is not in it. */
    public @Nullable ClusterMembership membership(String cluster) {
        return registrations.membership(cluster);
    }

    /** Whether a fact has named the cluster, or one of the sources' clusters has this id. */
    public boolean knows(String cluster) {
        return registrations.knows(cluster);
    }

    private void take(InventoryFact fact) {
        switch (fact) {
            case InventoryFact.Configured configured -> configure(configured.settings());
            case InventoryFact.Retired retired -> retire(retired.source());
            case InventoryFact.Found found -> found(found);
            case InventoryFact.Gone gone -> gone(gone);
            case InventoryFact.Listed listed -> listed(listed.source());
            case InventoryFact.Unreadable unreadable ->
                    unreadable(unreadable.source(), unreadable.reason());
            case InventoryFact.Joined joined -> joined(joined);
            case InventoryFact.Left left -> registrations.left(left.cluster());
            case InventoryFact.Tick _ -> tick();
            case InventoryFact.Confirmed confirmed -> confirm(confirmed);
            case InventoryFact.Adopted adopted -> adopt(adopted);
            case InventoryFact.Forgotten forgotten ->
                    registrations.forget(forgotten.cluster(), forgotten.by());
        }
    }

    // time alone may change the state of a source: only a report that differs is told
    private void tick() {
        sources.values().forEach(source -> departures.judge(source, now));
        unreported.addAll(sources.keySet());
    }

    private void configure(SourceSettings settings) {
        var source =
                sources.computeIfAbsent(settings.name(), name -> new ImportSource(settings, now));
        source.settings = settings;
        if (source.state == SourceState.RETIRED) {
            source.becomes(SourceState.UNREADABLE, "it has not been read yet", now);
        }
        source.clusters.values().forEach(registrations::touch);
        unreported.add(settings.name());
    }

    private void retire(String name) {
        var source = sources.get(name);
        if (source != null) {
            source.becomes(
                    SourceState.RETIRED,
                    "it is no longer configured; its clusters stay as they are",
                    now);
            unreported.add(name);
        }
    }

    private void found(InventoryFact.Found fact) {
        var source = sources.get(fact.source());
        if (source == null) {
            return;
        }
        var known = source.clusters.get(fact.ref());
        if (known == null) {
            known = new ImportedCluster(new Origin(fact.source(), fact.ref()), fact.cluster());
            source.clusters.put(fact.ref(), known);
            registrations.settle(known);
        } else {
            registrations.found(known, fact.cluster(), source.settings);
        }
        unreported.add(fact.source());
    }

    private void gone(InventoryFact.Gone fact) {
        var source = sources.get(fact.source());
        var cluster = source == null ? null : source.clusters.get(fact.ref());
        if (source == null || cluster == null) {
            return;
        }
        if (!cluster.isRegistered()) {
            source.clusters.remove(fact.ref());
            registrations.drop(cluster);
        } else if (!cluster.isGone()) {
            cluster.goneAt = now;
        }
        unreported.add(fact.source());
    }

    private void listed(String name) {
        var source = sources.get(name);
        if (source != null && !source.isTrusted()) {
            source.becomes(source.isSuspect() ? SourceState.SUSPECT : SourceState.OK, "", now);
            departures.judge(source, now);
        }
        unreported.add(name);
    }

    private void unreadable(String name, String reason) {
        var source = sources.get(name);
        if (source != null && source.state != SourceState.RETIRED) {
            source.becomes(SourceState.UNREADABLE, reason, now);
            unreported.add(name);
        }
    }

    private void joined(InventoryFact.Joined fact) {
        registrations.joined(fact.cluster(), fact.membership(), !fact.by().isEmpty());
        unreported.addAll(sources.keySet());
    }

    private void confirm(InventoryFact.Confirmed fact) {
        var source = sources.get(fact.source());
        if (source == null) {
            return;
        }
        var missing = source.missing();
        if (source.state != SourceState.SUSPECT || missing.size() != fact.gone()) {
            source.refused(
                    "%s confirmed %d, but %d have gone and the source is %s"
                            .formatted(fact.by(), fact.gone(), missing.size(), source.state));
        } else {
            source.refused("");
            missing.forEach(
                    cluster ->
                            departures.leave(
                                    cluster,
                                    now.plus(source.settings.guard().grace()),
                                    "gone, as %s confirmed: %s"
                                            .formatted(fact.by(), fact.reason())));
            source.becomes(SourceState.OK, "", now);
        }
        unreported.add(fact.source());
    }

    private void adopt(InventoryFact.Adopted fact) {
        var source = sources.get(fact.source());
        if (source == null) {
            return;
        }
        var wanted =
                source.clusters.values().stream()
                        .filter(cluster -> registrations.isNamed(cluster, fact.cluster()))
                        .filter(cluster -> !cluster.isRegistered())
                        .findFirst();
        wanted.ifPresentOrElse(
                cluster -> registrations.adopt(cluster, fact.cluster()),
                () ->
                        source.refused(
                                "%s wanted to adopt %s, but no object without a cluster has that name"
                                        .formatted(fact.by(), fact.cluster())));
        unreported.add(fact.source());
    }

    private int precedence(String source) {
        var known = sources.get(source);
        return known == null ? Integer.MAX_VALUE : known.settings.precedence();
    }

    private SourceSettings settings(String source) {
        var known = sources.get(source);
        if (known == null) {
            throw new IllegalStateException("no source " + source);
        }
        return known.settings;
    }

    /** While a source is read there are many facts; they are counted once. */
    private static boolean tellsOfSources(InventoryFact fact) {
        return switch (fact) {
            case InventoryFact.Found _,
                    InventoryFact.Gone _,
                    InventoryFact.Joined _,
                    InventoryFact.Left _ ->
                    false;
            default -> true;
        };
    }

    private void report(List<InventoryChange> changes) {
        for (var name : unreported) {
            var source = sources.get(name);
            if (source == null) {
                continue;
            }
            var next = new Reported(source.report());
            if (!next.equals(reported.put(name, next))) {
                changes.add(next);
            }
        }
        unreported.clear();
    }
}
