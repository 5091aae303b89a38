package org.registryfleet.inventory.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.inventory.decision.ImportedCluster.Phase;
import org.registryfleet.inventory.decision.InventoryChange.Admitted;
import org.registryfleet.inventory.decision.InventoryChange.Deregistered;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.Standing;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The registrations of imported clusters: gives each an id, and admits it once its identity is
 * known and no other registration has it.
 */
final class Registrations {
    private static final Duration PROBE_PAUSE = Duration.ofSeconds(5);

    private final ToIntFunction<String> precedence;
    private final Map<String, ImportedCluster> registrations = new TreeMap<>();
    private final Map<String, ClusterMembership> fleet = new TreeMap<>();
    private final Identities identities = new Identities();
    private final Set<ImportedCluster> duplicates = new LinkedHashSet<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final Map<String, Registered> told = new TreeMap<>();
    private Instant now = Instant.EPOCH;

    Registrations(ToIntFunction<String> precedence) {
        this.precedence = precedence;
    }

    void at(Instant instant) {
        now = instant;
    }

    @Nullable ClusterMembership membership(String cluster) {
        return fleet.get(cluster);
    }

    boolean knows(String cluster) {
        return registrations.containsKey(cluster) || fleet.containsKey(cluster);
    }

    /** The registration may have to be written again. */
    void touch(ImportedCluster cluster) {
        if (cluster.isRegistered()) {
            touched.add(cluster.registration);
        }
    }

    /** The object is there, perhaps changed, perhaps back. */
    void found(ImportedCluster cluster, FoundCluster next, SourceSettings settings) {
        boolean isElsewhere = !cluster.identity().equals(next.endpoint().identity());
        boolean isUsable = next.problem().isEmpty();
        boolean isBack = cluster.isGone() || cluster.found.departing();
        cluster.goneAt = null;
        if (cluster.phase == Phase.LEAVING && isBack && !next.departing()) {
            cluster.leavesAt = null;
            cluster.becomes(cluster.uid.isEmpty() ? Phase.PROBING : Phase.ADMITTED, "");
        }
        if (cluster.isRegistered() && !isUsable) {
            // what is registered stays: the last usable description is better than none
            cluster.reason = next.problem();
        } else {
            if (isElsewhere && isUsable) {
                forgetIdentity(cluster, "its address, CA or credential reference is another one");
            }
            cluster.found = next;
            cluster.reason = cluster.phase == Phase.ADMITTED ? "" : cluster.reason;
        }
        if (next.departing() && cluster.isRegistered() && cluster.phase != Phase.LEAVING) {
            cluster.found = cluster.found.departing(true);
            cluster.leavesAt = now.plus(settings.guard().grace());
            cluster.becomes(Phase.LEAVING, "its source takes it away");
        }
        if (isUsable || !cluster.isRegistered()) {
            settle(cluster);
        }
        touch(cluster);
    }

    private void forgetIdentity(ImportedCluster cluster, String why) {
        identities.remove(cluster);
        cluster.uid = "";
        if (cluster.isRegistered()) {
            if (cluster.phase != Phase.LEAVING) {
                cluster.becomes(Phase.PROBING, "IdentityChanged: " + why);
            }
            probeDuplicates(cluster.registration);
        } else if (cluster.phase == Phase.DUPLICATE) {
            cluster.becomes(Phase.NEW, "");
        }
    }

    /** Takes the cluster as far into the fleet as what is known of it allows. */
    void settle(ImportedCluster cluster) {
        if (cluster.phase == Phase.FORGOTTEN || cluster.probeAgainAt != null) {
            return;
        }
        var uid = knownUid(cluster);
        if (!uid.isEmpty() && !cluster.uid.isEmpty() && !cluster.uid.equals(uid)) {
            forgetIdentity(cluster, "another cluster answers at its address");
            cluster.probeAgainAt = now.plus(PROBE_PAUSE);
        } else if (cluster.phase == Phase.LEAVING || cluster.isGone()) {
            return;
        } else if (!cluster.isRegistered()) {
            enter(cluster);
        } else if (cluster.uid.isEmpty() && !uid.isEmpty()) {
            admit(cluster, uid);
        }
        touch(cluster);
    }

    /** The identity of what answers at the cluster's endpoint; empty when it is not known. */
    private String knownUid(ImportedCluster cluster) {
        var known = cluster.isRegistered() ? fleet.get(cluster.registration) : null;
        return known != null && known.watchedAs().equals(cluster.identity()) ? known.uid() : "";
    }

    /** Gives the cluster a registration, where it may have one. */
    private void enter(ImportedCluster cluster) {
        if (cluster.found.departing()) {
            cluster.becomes(Phase.REJECTED, "Departing: its source takes it away");
            return;
        }
        if (!cluster.found.problem().isEmpty()) {
            cluster.becomes(Phase.REJECTED, cluster.found.problem());
            return;
        }
        if (cluster.phase == Phase.DUPLICATE) {
            return;
        }
        var id = RegistrationIds.of(cluster.found.name());
        if (id.isEmpty()) {
            cluster.becomes(
                    Phase.REJECTED,
                    "NameUnusable: the name has neither a letter nor a digit; rename the cluster");
            return;
        }
        if (isByHand(id)) {
            cluster.becomes(
                    Phase.TAKEN,
                    "IdTakenByHand: cluster %s was registered by hand; link it with: regfleet inventory adopt %s --source %s"
                            .formatted(id, id, cluster.origin.source()));
            return;
        }
        open(cluster, RegistrationIds.free(id, cluster.origin, this::isTaken));
    }

    private boolean isTaken(String id) {
        return registrations.containsKey(id) || isByHand(id);
    }

    private boolean isByHand(String id) {
        var known = fleet.get(id);
        return known != null && known.byHand();
    }

    private void open(ImportedCluster cluster, String id) {
        identities.remove(cluster);
        duplicates.remove(cluster);
        cluster.registration = id;
        cluster.uid = "";
        cluster.duplicateOf = "";
        cluster.becomes(Phase.PROBING, "its identity is not known before its first listing");
        registrations.put(id, cluster);
        touched.add(id);
    }

    private void admit(ImportedCluster cluster, String uid) {
        var byHand = identities.byHand(uid);
        if (byHand.isPresent()) {
            duplicate(cluster, uid, byHand.get());
            return;
        }
        var rival = identities.imported(uid);
        if (rival.isEmpty()) {
            cluster.uid = uid;
            identities.add(cluster);
            cluster.becomes(Phase.ADMITTED, "");
        } else if (rival.get().isGone() || isBefore(cluster, rival.get())) {
            takeOver(cluster, rival.get(), uid);
        } else {
            duplicate(cluster, uid, rival.get().registration);
        }
    }

    private boolean isBefore(ImportedCluster one, ImportedCluster other) {
        return precedence.applyAsInt(one.origin.source())
                < precedence.applyAsInt(other.origin.source());
    }

    /** The cluster keeps its id and its history; only its origin is another one. */
    private void takeOver(ImportedCluster next, ImportedCluster before, String uid) {
        var registration = before.registration;
        identities.remove(before);
        close(next);
        before.registration = "";
        before.uid = uid;
        before.duplicateOf = registration;
        before.leavesAt = null;
        before.becomes(Phase.DUPLICATE, duplicateOf(registration));
        duplicates.add(before);
        duplicates.remove(next);
        next.registration = registration;
        next.uid = uid;
        next.duplicateOf = "";
        next.becomes(Phase.ADMITTED, "");
        registrations.put(registration, next);
        identities.add(next);
        touched.add(registration);
    }

    private void duplicate(ImportedCluster cluster, String uid, String of) {
        identities.remove(cluster);
        close(cluster);
        cluster.uid = uid;
        cluster.duplicateOf = of;
        cluster.becomes(Phase.DUPLICATE, duplicateOf(of));
        duplicates.add(cluster);
    }

    private static String duplicateOf(String registration) {
        return "Duplicate: the same cluster is in the fleet as " + registration;
    }

    private void close(ImportedCluster cluster) {
        if (cluster.isRegistered()) {
            registrations.remove(cluster.registration);
            fleet.remove(cluster.registration);
            touched.add(cluster.registration);
            cluster.registration = "";
        }
    }

    /** Lets another source of the same cluster go on with its registration; false without one. */
    boolean handOver(ImportedCluster cluster) {
        var next =
                duplicates.stream()
                        .filter(other -> other.phase == Phase.DUPLICATE && !other.isGone())
                        .filter(other -> other.duplicateOf.equals(cluster.registration))
                        .filter(other -> !cluster.uid.isEmpty() && other.uid.equals(cluster.uid))
                        .findFirst();
        next.ifPresent(other -> takeOver(other, cluster, cluster.uid));
        return next.isPresent();
    }

    /** An object without a registration is gone for good. */
    void drop(ImportedCluster cluster) {
        duplicates.remove(cluster);
    }

    /** The cluster leaves the fleet. */
    void end(ImportedCluster cluster) {
        var registration = cluster.registration;
        identities.remove(cluster);
        close(cluster);
        cluster.uid = "";
        free(registration);
    }

    private void free(String registration) {
        fleet.remove(registration);
        identities.left(registration);
        probeDuplicates(registration);
    }

    /** The registration is no longer known to be what they were duplicates of. */
    private void probeDuplicates(String registration) {
        for (var other : List.copyOf(duplicates)) {
            if (other.duplicateOf.equals(registration) && other.phase == Phase.DUPLICATE) {
                other.becomes(Phase.NEW, "");
                settle(other);
            }
        }
    }

    void joined(String id, ClusterMembership membership, boolean isRewritten) {
        var before = fleet.put(id, membership);
        identities.joined(id, membership);
        if (before != null && !before.uid().equals(membership.uid()) && before.byHand()) {
            probeDuplicates(id);
        }
        var cluster = registrations.get(id);
        if (cluster != null && membership.byHand()) {
            // somebody has registered it anew, and that counts
            identities.remove(cluster);
            registrations.remove(id);
            told.remove(id);
            cluster.registration = "";
            cluster.uid = "";
            enter(cluster);
        } else if (cluster != null) {
            if (isRewritten) {
                told.remove(id);
            }
            settle(cluster);
            touch(cluster);
        }
        if (membership.byHand()) {
            identities
                    .imported(membership.uid())
                    .ifPresent(imported -> duplicate(imported, membership.uid(), id));
        }
    }

    void left(String id) {
        var cluster = registrations.get(id);
        if (cluster != null) {
            told.remove(id);
            identities.remove(cluster);
            registrations.remove(id);
            cluster.registration = "";
            cluster.uid = "";
            cluster.duplicateOf = id;
            cluster.becomes(
                    Phase.FORGOTTEN,
                    "Forgotten: somebody has taken %s out of the fleet; take it in again with: regfleet inventory adopt %s --source %s"
                            .formatted(id, id, cluster.origin.source()));
        }
        free(id);
    }

    void forget(String id, String by) {
        var cluster = registrations.get(id);
        if (cluster != null) {
            end(cluster);
            cluster.duplicateOf = id;
            cluster.becomes(
                    Phase.FORGOTTEN,
                    "Forgotten: %s has taken %s out of the fleet; take it in again with: regfleet inventory adopt %s --source %s"
                            .formatted(by, id, id, cluster.origin.source()));
        }
    }

    boolean isNamed(ImportedCluster cluster, String id) {
        return RegistrationIds.of(cluster.found.name()).equals(id)
                || cluster.duplicateOf.equals(id);
    }

    void adopt(ImportedCluster cluster, String id) {
        cluster.becomes(Phase.NEW, "");
        if (isByHand(id) && cluster.found.problem().isEmpty()) {
            fleet.computeIfPresent(id, (_, known) -> known.imported());
            identities.left(id);
            open(cluster, id);
        } else {
            settle(cluster);
        }
    }

    /** What has to be written since the last call. */
    List<InventoryChange> changes(Function<String, SourceSettings> settings) {
        var changes = new ArrayList<InventoryChange>();
        for (var id : touched) {
            var cluster = registrations.get(id);
            if (cluster == null) {
                if (told.remove(id) != null) {
                    changes.add(new Deregistered(id));
                }
                continue;
            }
            var next = registered(id, cluster, settings.apply(cluster.origin.source()));
            if (!next.equals(told.put(id, next))) {
                changes.add(next);
            }
        }
        touched.clear();
        // an imported registration of the same cluster leaves before that of a person is admitted
        changes.addAll(identities.changes());
        return changes;
    }

    private Registered registered(String id, ImportedCluster cluster, SourceSettings settings) {
        var membership = fleet.getOrDefault(id, ClusterMembership.IMPORTED);
        var standing = Standing.valueOf(cluster.phase.name());
        return new Registered(
                id,
                cluster.found.name(),
                settings.labels().labels(cluster.found.labels(), membership.manualLabels()),
                cluster.found.endpoint(),
                cluster.origin,
                new Admitted(standing, cluster.reason, cluster.uid, cluster.leavesAt),
                settings,
                membership.identified("", ""),
                cluster.found.hibernating());
    }
}
