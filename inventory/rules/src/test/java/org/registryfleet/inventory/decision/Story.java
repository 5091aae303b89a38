package org.registryfleet.inventory.decision;

import org.registryfleet.inventory.decision.InventoryChange.Deregistered;
import org.registryfleet.inventory.decision.InventoryChange.Recognised;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.Reported;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryChange.Standing;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells an inventory facts and keeps what follows: the registrations as they are in the log. */
final class Story {
    static final String BY_HAND = "kubeconfig:x";
    final FleetInventory inventory = new FleetInventory();
    final SortedMap<String, Registered> fleet = new TreeMap<>();
    final SortedMap<String, SourceReport> reports = new TreeMap<>();
    final SortedMap<String, Recognised> recognised = new TreeMap<>();
    final List<InventoryFact> facts = new ArrayList<>();
    final List<InventoryChange> all = new ArrayList<>();
    Instant now = Instant.parse("2026-11-30T08:00:00Z");

    Story source(String name, int precedence) {
        return source(SourceSettings.of(name, "argocd", precedence));
    }

    Story source(SourceSettings settings) {
        return tell(new InventoryFact.Configured(now, settings))
                .tell(new InventoryFact.Listed(now, settings.name()));
    }

    Story tell(InventoryFact fact) {
        facts.add(fact);
        for (var change : inventory.apply(fact)) {
            all.add(change);
            switch (change) {
                case Registered registered -> fleet.put(registered.cluster(), registered);
                case Deregistered(var cluster) -> fleet.remove(cluster);
                case Recognised one -> recognised.put(one.cluster(), one);
                case Reported(var report) -> reports.put(report.settings().name(), report);
            }
        }
        return this;
    }

    Story found(String source, String name) {
        return found(source, cluster(source, name));
    }

    Story found(String source, FoundCluster cluster) {
        return tell(new InventoryFact.Found(now, source, "Secret x/" + cluster.name(), cluster));
    }

    Story gone(String source, String name) {
        return tell(new InventoryFact.Gone(now, source, "Secret x/" + name));
    }

    /**
     * The watch of the registration has read this uid by the endpoint that the registration names.
     */
    Story identified(String registration, String uid) {
        var registered = fleet.get(registration);
        if (registered == null) {
            throw new IllegalStateException(registration + " is not in " + fleet.keySet());
        }
        var known = inventory.membership(registration);
        var membership = known == null ? ClusterMembership.IMPORTED : known;
        return tell(
                new InventoryFact.Joined(
                        now,
                        registration,
                        membership.identified(uid, registered.endpoint().identity()),
                        ""));
    }

    Story byHand(String cluster, String uid) {
        return byHand(cluster, uid, BY_HAND);
    }

    Story byHand(String cluster, String uid, String credential) {
        var membership =
                new ClusterMembership(
                        true, uid, uid.isEmpty() ? "" : credential, false, "", Map.of());
        return tell(new InventoryFact.Joined(now, cluster, membership, ""));
    }

    Story after(Duration pause) {
        now = now.plus(pause);
        return tell(new InventoryFact.Tick(now));
    }

    Story settled() {
        return after(Duration.ofSeconds(6));
    }

    Standing standing(String cluster) {
        var registered = fleet.get(cluster);
        if (registered == null) {
            throw new AssertionError(cluster + " is not in " + fleet.keySet());
        }
        return registered.admission().standing();
    }

    List<String> problems(String source) {
        return reports.get(source).problems().stream()
                .map(problem -> problem.ref() + ": " + problem.reason())
                .toList();
    }

    static FoundCluster cluster(String source, String name) {
        return FoundCluster.of(name, Map.of("env", "edge"), endpoint(source, name, "1"));
    }

    static ClusterEndpoint endpoint(String source, String name, String digest) {
        return new ClusterEndpoint(
                source + ":x/" + name, "https://" + name, "ca", "TOKEN", null, digest);
    }
}
