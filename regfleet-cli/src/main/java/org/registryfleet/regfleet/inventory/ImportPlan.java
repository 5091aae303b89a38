package org.registryfleet.regfleet.inventory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.FleetInventory;
import org.registryfleet.inventory.decision.InventoryChange;
import org.registryfleet.inventory.decision.InventoryChange.Deregistered;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryChange.Standing;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.SourceObject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fleet's imported clusters now, and as they would be with other sources: decided by the rules
 * of the inventory itself, ahead of time and without a record. Not thread-safe.
 */
public final class ImportPlan {

    /** What would become of a cluster or an object. */
    public enum Kind {
        COMES,
        CHANGES,
        LEAVES,
        PROBLEM
    }

    /**
     * One difference.
     *
     * @param cluster id; empty for an object that becomes none
     * @param what in words
     */
    public record Change(Kind kind, String cluster, String source, String ref, String what) {}

    private static final Set<String> NOT_TAKEN = Set.of("REJECTED", "TAKEN", "DUPLICATE");

    private final FleetInventory inventory = new FleetInventory();
    private final TreeMap<String, Registered> now = new TreeMap<>();
    private TreeMap<String, Registered> then = new TreeMap<>();

    /** Takes in what has happened so far. */
    public void happened(InventoryFact fact) {
        inventory.apply(fact).forEach(change -> follow(change, now));
    }

    /** The inventory as it would be; only for reading. */
    public FleetInventory inventory() {
        return inventory;
    }

    /** From here on these are the sources. */
    public void configure(List<SourceConfiguration> sources, Instant at) {
        then = new TreeMap<>(now);
        var known = inventory.sources();
        for (var source : sources) {
            known.remove(source.settings().name());
            suppose(new InventoryFact.Configured(at, source.settings()));
        }
        known.keySet().forEach(name -> suppose(new InventoryFact.Retired(at, name)));
    }

    /** Supposes that this happens. */
    public void suppose(InventoryFact fact) {
        inventory.apply(fact).forEach(change -> follow(change, then));
    }

    private static void follow(InventoryChange change, Map<String, Registered> fleet) {
        switch (change) {
            case Registered registered -> fleet.put(registered.cluster(), registered);
            case Deregistered(var cluster) -> fleet.remove(cluster);
            case InventoryChange.Recognised _, InventoryChange.Reported _ -> {}
        }
    }

    /** The sources as they would be. */
    public List<SourceReport> sources() {
        return inventory.reports();
    }

    /** Clusters that would stay as they are. */
    public int unchanged() {
        return (int)
                then.keySet().stream()
                        .filter(cluster -> change(cluster) == null)
                        .filter(now::containsKey)
                        .count();
    }

    /** All differences: clusters by id, then the objects that become no cluster. */
    public List<Change> changes() {
        var changes = new ArrayList<Change>();
        var clusters = new TreeMap<>(now);
        clusters.putAll(then);
        for (var cluster : clusters.keySet()) {
            var change = change(cluster);
            if (change != null) {
                changes.add(change);
            }
        }
        inventory.objects().stream()
                .filter(object -> NOT_TAKEN.contains(object.state()))
                .map(ImportPlan::problem)
                .forEach(changes::add);
        return changes;
    }

    private @Nullable Change change(String cluster) {
        var before = now.get(cluster);
        var after = then.get(cluster);
        if (after == null) {
            return before == null ? null : of(Kind.LEAVES, before, "it leaves at once");
        }
        if (before == null) {
            return of(Kind.COMES, after, coming(after));
        }
        if (isLeaving(after) && !isLeaving(before)) {
            return of(Kind.LEAVES, after, leaving(after));
        }
        var differences = differences(before, after);
        return differences.isEmpty()
                ? null
                : of(Kind.CHANGES, after, String.join("; ", differences));
    }

    private static boolean isLeaving(Registered cluster) {
        return cluster.admission().standing() == Standing.LEAVING;
    }

    private static String leaving(Registered cluster) {
        return "%s; it leaves after %s without a return"
                .formatted(cluster.admission().reason(), cluster.settings().guard().grace());
    }

    private static String coming(Registered cluster) {
        return "at %s, mode %s, labels %s"
                .formatted(
                        cluster.endpoint().server(),
                        cluster.mode().toLowerCase(Locale.ROOT),
                        cluster.labels());
    }

    /** A credential's digest is left out: whoever plans need not have the key of digests. */
    private static List<String> differences(Registered before, Registered after) {
        var differences = new ArrayList<String>();
        var pairs =
                Map.of(
                        "labels", List.of(before.labels(), after.labels()),
                        "mode", List.of(before.mode(), after.mode()),
                        "name", List.of(before.displayName(), after.displayName()),
                        "source", List.of(before.origin(), after.origin()),
                        "address", List.of(before.endpoint().server(), after.endpoint().server()),
                        "credential",
                                List.of(
                                        before.endpoint().credential(),
                                        after.endpoint().credential()),
                        "hibernating", List.of(before.hibernating(), after.hibernating()),
                        "leaving", List.of(isLeaving(before), isLeaving(after)));
        new TreeMap<>(pairs)
                .forEach(
                        (field, values) -> {
                            if (!Objects.equals(values.getFirst(), values.getLast())) {
                                differences.add(
                                        "%s %s → %s"
                                                .formatted(
                                                        field,
                                                        values.getFirst(),
                                                        values.getLast()));
                            }
                        });
        return differences;
    }

    private static Change of(Kind kind, Registered cluster, String what) {
        return new Change(
                kind, cluster.cluster(), cluster.origin().source(), cluster.origin().ref(), what);
    }

    private static Change problem(SourceObject object) {
        return new Change(
                Kind.PROBLEM, object.cluster(), object.source(), object.ref(), object.reason());
    }
}
