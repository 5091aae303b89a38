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
final class Lanes {
    private static final Duration PROBE_PAUSE = Duration.ofSeconds(5);

    private final ToIntFunction<String> precedence;
    private final Map<String, ImportedCluster> lanes = new TreeMap<>();
    private final Map<String, ClusterEnrolment> fleet = new TreeMap<>();
    private final Identities identities = new Identities();
    private final Set<ImportedCluster> duplicates = new LinkedHashSet<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final Map<String, Registered> told = new TreeMap<>();
    private Instant now = Instant.EPOCH;

    Lanes(ToIntFunction<String> precedence) {
        this.precedence = precedence;
    }

    void at(Instant instant) {
        now = instant;
    }

    @Nullable ClusterEnrolment enrolment(String cluster) {
        return fleet.get(cluster);
    }

    boolean knows(String cluster) {
        return lanes.containsKey(cluster) || fleet.containsKey(cluster);
    }

    /** The registration may have to be written again. */
    void touch(ImportedCluster cluster) {
        if (cluster.hasLane()) {
            touched.add(cluster.lane);
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
        if (cluster.hasLane() && !isUsable) {
            // what is registered stays: the last usable description is better than none
            cluster.reason = next.problem();
        } else {
            if (isElsewhere && isUsable) {
                forgetIdentity(cluster, "its address, CA or credential reference is another one");
            }
            cluster.found = next;
            cluster.reason = cluster.phase == Phase.ADMITTED ? "" : cluster.reason;
        }
        if (next.departing() && cluster.hasLane() && cluster.phase != Phase.LEAVING) {
            cluster.found = cluster.found.departing(true);
            cluster.leavesAt = now.plus(settings.guard().grace());
            cluster.becomes(Phase.LEAVING, "its source takes it away");
        }
        if (isUsable || !cluster.hasLane()) {
            settle(cluster);
        }
        touch(cluster);
    }

    private void forgetIdentity(ImportedCluster cluster, String why) {
        identities.remove(cluster);
        cluster.uid = "";
        if (cluster.hasLane()) {
            if (cluster.phase != Phase.LEAVING) {
                cluster.becomes(Phase.PROBING, "IdentityChanged: " + why);
            }
            probeDuplicates(cluster.lane);
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
        } else if (!cluster.hasLane()) {
            enter(cluster);
        } else if (cluster.uid.isEmpty() && !uid.isEmpty()) {
            admit(cluster, uid);
        }
        touch(cluster);
    }

    /** The identity of what answers at the cluster's endpoint; empty when it is not known. */
    private String knownUid(ImportedCluster cluster) {
        var known = cluster.hasLane() ? fleet.get(cluster.lane) : null;
        return known != null && known.watchedAs().equals(cluster.identity()) ? known.uid() : "";
    }

    /** Gives the cluster a lane, where it may have one. */
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
        var id = LaneIds.of(cluster.found.name());
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
        open(cluster, LaneIds.free(id, cluster.origin, this::isTaken));
    }

    private boolean isTaken(String id) {
        return lanes.containsKey(id) || isByHand(id);
    }

    private boolean isByHand(String id) {
        var known = fleet.get(id);
        return known != null && known.byHand();
    }

    private void open(ImportedCluster cluster, String id) {
        identities.remove(cluster);
        duplicates.remove(cluster);
        cluster.lane = id;
        cluster.uid = "";
        cluster.duplicateOf = "";
        cluster.becomes(Phase.PROBING, "its identity is not known before its first listing");
        lanes.put(id, cluster);
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
            duplicate(cluster, uid, rival.get().lane);
        }
    }

    private boolean isBefore(ImportedCluster one, ImportedCluster other) {
        return precedence.applyAsInt(one.origin.source())
                < precedence.applyAsInt(other.origin.source());
    }

    /** The cluster keeps its id and its history; only its origin is another one. */
    private void takeOver(ImportedCluster next, ImportedCluster before, String uid) {
        var lane = before.lane;
        identities.remove(before);
        close(next);
        before.lane = "";
        before.uid = uid;
        before.duplicateOf = lane;
        before.leavesAt = null;
        before.becomes(Phase.DUPLICATE, duplicateOf(lane));
        duplicates.add(before);
        duplicates.remove(next);
        next.lane = lane;
        next.uid = uid;
        next.duplicateOf = "";
        next.becomes(Phase.ADMITTED, "");
        lanes.put(lane, next);
        identities.add(next);
        touched.add(lane);
    }

    private void duplicate(ImportedCluster cluster, String uid, String of) {
        identities.remove(cluster);
        close(cluster);
        cluster.uid = uid;
        cluster.duplicateOf = of;
        cluster.becomes(Phase.DUPLICATE, duplicateOf(of));
        duplicates.add(cluster);
    }

    private static String duplicateOf(String lane) {
        return "Duplicate: the same cluster is in the fleet as " + lane;
    }

    private void close(ImportedCluster cluster) {
        if (cluster.hasLane()) {
            lanes.remove(cluster.lane);
            fleet.remove(cluster.lane);
            touched.add(cluster.lane);
            cluster.lane = "";
        }
    }

    /** Lets another source of the same cluster go on with its lane; whether there is one. */
    boolean handOver(ImportedCluster cluster) {
        var next =
                duplicates.stream()
                        .filter(other -> other.phase == Phase.DUPLICATE && !other.isGone())
                        .filter(other -> other.duplicateOf.equals(cluster.lane))
                        .filter(other -> !cluster.uid.isEmpty() && other.uid.equals(cluster.uid))
                        .findFirst();
        next.ifPresent(other -> takeOver(other, cluster, cluster.uid));
        return next.isPresent();
    }

    /** An object without a lane is gone for good. */
    void drop(ImportedCluster cluster) {
        duplicates.remove(cluster);
    }

    /** The cluster leaves the fleet. */
    void end(ImportedCluster cluster) {
        var lane = cluster.lane;
        identities.remove(cluster);
        close(cluster);
        cluster.uid = "";
        free(lane);
    }

    private void free(String lane) {
        fleet.remove(lane);
        identities.left(lane);
        probeDuplicates(lane);
    }

    /** The lane is no longer known to be what they were duplicates of. */
    private void probeDuplicates(String lane) {
        for (var other : List.copyOf(duplicates)) {
            if (other.duplicateOf.equals(lane) && other.phase == Phase.DUPLICATE) {
                other.becomes(Phase.NEW, "");
                settle(other);
            }
        }
    }

    void enrolled(String id, ClusterEnrolment enrolment, boolean isRewritten) {
        var before = fleet.put(id, enrolment);
        identities.enrolled(id, enrolment);
        if (before != null && !before.uid().equals(enrolment.uid()) && before.byHand()) {
            probeDuplicates(id);
        }
        var cluster = lanes.get(id);
        if (cluster != null && enrolment.byHand()) {
            // somebody has registered it anew, and that counts
            identities.remove(cluster);
            lanes.remove(id);
            told.remove(id);
            cluster.lane = "";
            cluster.uid = "";
            enter(cluster);
        } else if (cluster != null) {
            if (isRewritten) {
                told.remove(id);
            }
            settle(cluster);
            touch(cluster);
        }
        if (enrolment.byHand()) {
            identities
                    .imported(enrolment.uid())
                    .ifPresent(imported -> duplicate(imported, enrolment.uid(), id));
        }
    }

    void left(String id) {
        var cluster = lanes.get(id);
        if (cluster != null) {
            told.remove(id);
            identities.remove(cluster);
            lanes.remove(id);
            cluster.lane = "";
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
        var cluster = lanes.get(id);
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
        return LaneIds.of(cluster.found.name()).equals(id) || cluster.duplicateOf.equals(id);
    }

    void adopt(ImportedCluster cluster, String id) {
        cluster.becomes(Phase.NEW, "");
        if (isByHand(id) && cluster.found.problem().isEmpty()) {
            var known = fleet.get(id);
            if (known != null) {
                fleet.put(id, known.imported());
                identities.enrolled(id, known.imported());
            }
            open(cluster, id);
        } else {
            settle(cluster);
        }
    }

    /** What has to be written since the last call. */
    List<InventoryChange> changes(Function<String, SourceSettings> settings) {
        var changes = new ArrayList<InventoryChange>();
        for (var id : touched) {
            var cluster = lanes.get(id);
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
        return changes;
    }

    private Registered registered(String id, ImportedCluster cluster, SourceSettings settings) {
        var enrolment = fleet.getOrDefault(id, ClusterEnrolment.IMPORTED);
        var standing = Standing.valueOf(cluster.phase.name());
        return new Registered(
                id,
                cluster.found.name(),
                settings.labels().labels(cluster.found.labels(), enrolment.manualLabels()),
                cluster.found.endpoint(),
                cluster.origin,
                new Admitted(standing, cluster.reason, cluster.uid, cluster.leavesAt),
                settings,
                enrolment.identified("", ""),
                cluster.found.hibernating());
    }
}
