package org.registryfleet.regfleet.orphan;

import org.registryfleet.objectstorage.inventory.MarkedBucket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What all clusters use that are or were in the fleet, as far as the log tells. */
public record FleetUse(List<ClusterUse> clusters) {

    public FleetUse {
        clusters = List.copyOf(clusters);
    }

    /** Whether a bucket is an orphan. */
    public OrphanVerdict of(MarkedBucket bucket) {
        var user = userOf(bucket.name());
        if (user.isPresent()) {
            return new OrphanVerdict.Kept(
                    "the Config of %s names it".formatted(user.get().cluster()));
        }
        var owners = owners(bucket.owner());
        if (owners.isEmpty()) {
            return new OrphanVerdict.Stranger(
                    "%s never was in this fleet, as far as its log goes back"
                            .formatted(bucket.owner()));
        }
        var live = owners.stream().filter(ClusterUse::isRegistered).toList();
        return live.isEmpty()
                ? new OrphanVerdict.Orphan(
                        owners.getFirst().cluster(),
                        "%s is not in the fleet any more".formatted(owners.getFirst().cluster()))
                : ofLive(live);
    }

    private static OrphanVerdict ofLive(List<ClusterUse> live) {
        for (var cluster : live) {
            if (!cluster.isKnown()) {
                return new OrphanVerdict.Kept(
                        "nobody knows yet what %s uses".formatted(cluster.cluster()));
            }
            if (cluster.backends().isEmpty()) {
                return new OrphanVerdict.Kept(
                        "%s has no storage now and may come back to it"
                                .formatted(cluster.cluster()));
            }
        }
        var first = live.getFirst();
        return new OrphanVerdict.Orphan(
                first.cluster(),
                "%s uses other storage now: %s"
                        .formatted(first.cluster(), String.join(", ", first.backends())));
    }

    /** Clusters of the fleet that may use any bucket, since nobody has read what they use. */
    public List<String> unread() {
        return clusters.stream()
                .filter(cluster -> cluster.isRegistered() && !cluster.isKnown())
                .map(ClusterUse::cluster)
                .toList();
    }

    /** The same after those of {@link #unread} were asked. */
    public FleetUse asking(UnaryOperator<ClusterUse> question) {
        var asked = new ArrayList<ClusterUse>();
        for (var cluster : clusters) {
            boolean isUnread = cluster.isRegistered() && !cluster.isKnown();
            asked.add(isUnread ? question.apply(cluster) : cluster);
        }
        return new FleetUse(asked);
    }

    private Optional<ClusterUse> userOf(String bucket) {
        return clusters.stream()
                .filter(ClusterUse::isRegistered)
                .filter(cluster -> cluster.buckets().contains(bucket))
                .findFirst();
    }

    private List<ClusterUse> owners(String infrastructure) {
        return clusters.stream()
                .filter(cluster -> cluster.infrastructure().equals(infrastructure))
                .toList();
    }
}
