package org.registryfleet.inventory.decision;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which cluster has which identity. */
final class Identities {
    private final Map<String, ImportedCluster> imported = new TreeMap<>();
    private final Map<String, Set<String>> byHand = new TreeMap<>();
    private final Map<String, String> uids = new TreeMap<>();

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

    void joined(String id, ClusterMembership membership) {
        left(id);
        if (membership.byHand() && !membership.uid().isEmpty()) {
            uids.put(id, membership.uid());
            byHand.computeIfAbsent(membership.uid(), uid -> new LinkedHashSet<>()).add(id);
        }
    }

    void left(String id) {
        var uid = uids.remove(id);
        if (uid != null) {
            byHand.getOrDefault(uid, new LinkedHashSet<>()).remove(id);
        }
    }
}
