package org.registryfleet.clusterwatcher.service.watch;

import java.util.Optional;

/**
 * Identity of a cluster, by which another cluster at the same address is recognised.
 *
 * @param uid of namespace kube-system; empty when unknown
 * @param authority digest of its API server's CA; empty when none is configured
 */
record ClusterIdentity(String uid, String authority) {
    static final ClusterIdentity UNKNOWN = new ClusterIdentity("", "");

    /** A sign that {@code now} is another cluster; the CA only decides when a uid is unknown. */
    Optional<RestoreSign> sign(ClusterIdentity now) {
        if (isOther(uid, now.uid)) {
            return Optional.of(
                    new RestoreSign.OtherCluster(
                            "the uid of namespace kube-system was %s and is %s"
                                    .formatted(uid, now.uid)));
        }
        boolean isToldByUid = !uid.isEmpty() && !now.uid.isEmpty();
        return !isToldByUid && hasOtherAuthority(now)
                ? Optional.of(
                        new RestoreSign.OtherCluster(
                                "the CA is another one and the uid of namespace kube-system is not known"))
                : Optional.empty();
    }

    /** Whether the CA differs, which a CA rotation of the same cluster causes, too. */
    boolean hasOtherAuthority(ClusterIdentity now) {
        return isOther(authority, now.authority);
    }

    /** Merges the latest answer; unknown parts keep their previous value. */
    ClusterIdentity and(ClusterIdentity now) {
        return new ClusterIdentity(
                now.uid.isEmpty() ? uid : now.uid,
                now.authority.isEmpty() ? authority : now.authority);
    }

    private static boolean isOther(String before, String now) {
        return !before.isEmpty() && !now.isEmpty() && !before.equals(now);
    }
}
