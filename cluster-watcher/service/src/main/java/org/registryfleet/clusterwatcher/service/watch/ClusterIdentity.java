package org.registryfleet.clusterwatcher.service.watch;

import java.util.Optional;

/**
 * What tells one cluster from another.
 *
 * @param uid of namespace kube-system; empty when it is not known
 * @param authority digest of the CA of its API server; empty when none is named
 */
record ClusterIdentity(String uid, String authority) {
    static final ClusterIdentity UNKNOWN = new ClusterIdentity("", "");

    /** The sign that the other one is not this cluster. Without a uid the CA has to tell. */
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

    /** The same cluster may get another CA. */
    boolean hasOtherAuthority(ClusterIdentity now) {
        return isOther(authority, now.authority);
    }

    /** What is known of it after it was asked again. */
    ClusterIdentity and(ClusterIdentity now) {
        return new ClusterIdentity(
                now.uid.isEmpty() ? uid : now.uid,
                now.authority.isEmpty() ? authority : now.authority);
    }

    private static boolean isOther(String before, String now) {
        return !before.isEmpty() && !now.isEmpty() && !before.equals(now);
    }
}
