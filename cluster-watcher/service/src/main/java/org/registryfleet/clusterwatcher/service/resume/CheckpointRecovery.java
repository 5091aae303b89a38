package org.registryfleet.clusterwatcher.service.resume;

import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchState;

/**
 * Brings the saved state of a watch up to date with the observations behind it: what is in the log
 * is what was observed, whatever its writer still had in mind when it ended. Not thread-safe.
 */
public final class CheckpointRecovery {
    private final WatchState saved;
    private final WatchedKindStates rows;
    private String session;
    private long epoch;
    private long sequence;
    private boolean contactLost;
    private String obstacle;

    public CheckpointRecovery(WatchState saved) {
        this.saved = saved;
        this.rows = new WatchedKindStates(saved.getRows());
        this.session = saved.getSession();
        this.epoch = saved.getEpoch();
        this.sequence = saved.getSequence();
        this.contactLost = saved.getContactLost();
        this.obstacle = saved.getSynced() ? "" : "it had not listed everything";
    }

    /** Where the observations begin that the saved state does not cover. */
    public long from() {
        return saved.getPosition() + 1;
    }

    /** The next observation of the cluster, in the order of the log. */
    public void take(Observation observation, long offset) {
        if (offset < from() || observation.getEpoch() < epoch) {
            return;
        }
        if (!observation.getSession().equals(session)) {
            succeed(observation);
        } else if (observation.getSequence() <= sequence) {
            return;
        } else if (observation.getSequence() != sequence + 1) {
            obstacle = "observations of it never reached the log";
        }
        epoch = observation.getEpoch();
        session = observation.getSession();
        sequence = observation.getSequence();
        apply(observation);
    }

    /** What a watch can begin with. */
    public ResumePoint resumePoint() {
        if (!obstacle.isEmpty()) {
            return new ResumePoint.Anew(new SessionEnd(session, epoch, sequence), obstacle);
        }
        return new ResumePoint.Continued(
                WatchState.newBuilder(saved)
                        .setSession(session)
                        .setEpoch(epoch)
                        .setSequence(sequence)
                        .setContactLost(contactLost)
                        .setRows(rows.snapshot())
                        .build());
    }

    private void succeed(Observation first) {
        boolean continues =
                first.getType() == ObservationType.RESUMED
                        && first.getResumedSession().equals(session)
                        && first.getResumedSequence() <= sequence
                        && first.getSequence() == 0;
        if (!continues) {
            obstacle = "it had not listed everything";
        }
    }

    private void apply(Observation observation) {
        switch (observation.getType()) {
            case ADDED, MODIFIED -> rows.present(observation);
            case DELETED -> rows.deleted(observation);
            case GAP -> rows.gap(observation);
            case RESYNC -> rows.resync(observation);
            case SYNCED -> rows.synced(observation);
            case CONTACT_LOST -> contactLost = true;
            case CONTACT_RESTORED -> contactLost = false;
            case RESUMED, UNKNOWN -> {}
        }
    }
}
