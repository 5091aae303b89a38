package org.registryfleet.fleetpolicy.rollout;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;

import java.time.Instant;

/** How far one cluster has come with one policy. Mutable, and only seen by its rollout. */
final class ClusterProgress {

    /** A cluster that keeps falling back has failed. */
    static final int RELAPSES = 3;

    Progress progress = Progress.TO_APPLY;
    String reason = "";

    /** When the progress, or being as wanted, last changed. */
    Instant since;

    /** While it is as wanted. */
    @Nullable Instant goodSince;

    int relapses;

    /** The version that is enforced there; 0 for none. */
    long released;

    /** Some version was enforced: there may be something to undo. */
    boolean touched;

    /** A person knows of the failure, or that it cannot be reached, and goes on. */
    boolean accepted;

    ClusterProgress(Instant since) {
        this.since = since;
    }

    boolean is(Progress wanted) {
        return progress == wanted;
    }

    boolean hasFailed() {
        return progress == Progress.FAILED || progress == Progress.TIME_OUT;
    }

    void becomes(Progress next, String why, Instant now) {
        if (progress != next) {
            since = now;
        }
        progress = next;
        reason = why;
        goodSince = null;
        relapses = 0;
    }

    /** It was begun and is not written to any more: what is there stays. */
    void stops(Progress next, String why, Instant now) {
        becomes(next, why, now);
        released = 0;
    }

    void begins(long version, Instant now) {
        becomes(Progress.PROGRESSING, "", now);
        since = now;
        released = version;
        touched = true;
        accepted = false;
    }

    /** Whether it has been as wanted for so long; a relapse begins anew. */
    void judge(boolean good, Instant now) {
        if (good && goodSince == null) {
            goodSince = now;
        } else if (!good && goodSince != null) {
            goodSince = null;
            since = now;
            relapses++;
        }
    }
}
