package org.registryfleet.inventory.decision;

import org.registryfleet.inventory.decision.InventoryChange.Recognised;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which cluster has which identity, and what of that is news about people's registrations. */
final class Identities {
    private final Map<String, ImportedCluster> imported = new TreeMap<>();
    private final Map<String, Set<String>> byHand = new TreeMap<>();
    private final Map<String, ClusterMembership> known = new TreeMap<>();
    private final Map<String, Recognised> told = new TreeMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    Optional<ImportedCluster> imported(String uid) {
        return uid.isEmpty() ? Optional.empty() : Optional.ofNullable(imported.get(uid));
    }

    Optional<String> byHand(String uid) {
        return byHand.getOrDefault(uid, Set.of()).stream().findFirst();
    }

    void add(ImportedCluster cluster) {
        imported.put(cluster.uid, cluster);
    }

    void remove(ImportedCluster cluster) {
        imported.remove(cluster.uid, cluster);
    }

    /** An identity stands until another one is known: meanwhile nobody else acts in its place. */
    void joined(String id, ClusterMembership membership) {
        var uid = membership.uid();
        if (!membership.byHand()) {
            left(id);
        } else if (!uid.isEmpty()) {
            var before = known.get(id);
            if (before != null && !before.uid().equals(uid)) {
                forget(id);
            }
            known.put(id, membership);
            byHand.computeIfAbsent(uid, _ -> new LinkedHashSet<>()).add(id);
            touched.add(uid);
        }
    }

    void left(String id) {
        forget(id);
        told.remove(id);
    }

    private void forget(String id) {
        var membership = known.remove(id);
        if (membership != null) {
            var uid = membership.uid();
            byHand.getOrDefault(uid, new LinkedHashSet<>()).remove(id);
            touched.add(uid);
        }
    }

    /** Of several names of a cluster the first one counts. */
    List<InventoryChange> changes() {
        var changes = new ArrayList<InventoryChange>();
        for (var uid : touched) {
            var names = byHand.getOrDefault(uid, Set.of());
            for (var name : names) {
                var first = names.iterator().next();
                var credential = known.getOrDefault(name, ClusterMembership.IMPORTED).watchedAs();
                var next = new Recognised(name, uid, credential, name.equals(first) ? "" : first);
                if (!next.equals(told.put(name, next))) {
                    changes.add(next);
                }
            }
        }
        touched.clear();
        return changes;
    }
}
