package org.registryfleet.regfleet.check;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterwatcher.right.Right;
import org.registryfleet.stage.view.Registration.Ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a look at one cluster has found. Of a cluster that does not answer only the obstacle is
 * known.
 *
 * @param obstacle why it does not answer; empty when it does
 * @param uid of its namespace kube-system; empty when that may not be read
 * @param version of OpenShift, else of Kubernetes; empty when it is not known
 * @param registryApi {@code Served}, {@code CapabilityDisabled} or {@code NotInstalled}; empty when
 *     it is not known
 * @param remedy what would bring a registry's API that is not served
 * @param mode in force: never AUTO
 * @param missing the rights that the mode needs and that the cluster does not grant
 * @param unasked why the rights could not be asked for; empty when they were
 * @param credentialEnds null when the credential does not say so
 * @param duplicateOf another registration of the same cluster; empty when there is none
 */
public record ClusterCheck(
        String cluster,
        String obstacle,
        String uid,
        String version,
        String registryApi,
        String remedy,
        OperatorPlace operator,
        Ownership mode,
        List<Right> missing,
        String unasked,
        @Nullable Instant credentialEnds,
        String duplicateOf) {

    private static final Duration SOON = Duration.ofDays(14);

    public ClusterCheck {
        missing = List.copyOf(missing);
    }

    static ClusterCheck unreached(String cluster, Ownership mode, String obstacle) {
        return new ClusterCheck(
                cluster,
                obstacle,
                "",
                "",
                "",
                "",
                OperatorPlace.UNKNOWN,
                mode,
                List.of(),
                "",
                null,
                "");
    }

    ClusterCheck identified(String otherUid) {
        return with(otherUid, credentialEnds, duplicateOf);
    }

    ClusterCheck ending(@Nullable Instant end) {
        return with(uid, end, duplicateOf);
    }

    /** The same as another name of a cluster of the fleet. */
    ClusterCheck duplicateOf(String other) {
        return with(uid, credentialEnds, other);
    }

    private ClusterCheck with(String otherUid, @Nullable Instant end, String other) {
        return new ClusterCheck(
                cluster,
                obstacle,
                otherUid,
                version,
                registryApi,
                remedy,
                operator,
                mode,
                missing,
                unasked,
                end,
                other);
    }

    public boolean answers() {
        return obstacle.isEmpty();
    }

    /** Days until the credential ends, rounded down; negative when it has. Null without an end. */
    public @Nullable Long credentialDays(Instant now) {
        return credentialEnds == null
                ? null
                : Math.floorDiv(
                        Duration.between(now, credentialEnds).toSeconds(),
                        Duration.ofDays(1).toSeconds());
    }

    /** What keeps the fleet from its work, each in one sentence; none when all is well. */
    public List<String> problems(Instant now) {
        var problems = new ArrayList<String>();
        if (!answers()) {
            problems.add(obstacle);
        }
        if (!duplicateOf.isEmpty()) {
            problems.add(
                    "it is the cluster that is registered as %s: only one of the two is written to"
                            .formatted(duplicateOf));
        }
        missing.forEach(right -> problems.add("may not " + right.description()));
        if (!unasked.isEmpty()) {
            problems.add("its rights cannot be asked for: " + unasked);
        }
        if (credentialEnds != null && !credentialEnds.isAfter(now)) {
            problems.add("its credential has ended at " + credentialEnds);
        }
        return problems;
    }

    /** What is no fault, but worth knowing. */
    public List<String> notes(Instant now) {
        var notes = new ArrayList<String>();
        if (!remedy.isEmpty()) {
            notes.add("no registry is possible (%s). %s".formatted(registryApi, remedy));
        }
        if (answers() && uid.isEmpty()) {
            notes.add(
                    "the uid of namespace kube-system is not known: it cannot be told from others");
        }
        if (credentialEnds != null
                && credentialEnds.isAfter(now)
                && credentialEnds.isBefore(now.plus(SOON))) {
            notes.add("its credential ends at " + credentialEnds);
        }
        return notes;
    }
}
