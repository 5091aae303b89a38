package org.registryfleet.clusterwatcher.service.resume;

import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchState;

/**
 * Rolls a checkpoint forward with the observations written after it: an observation in the topic
 * counts as observed even if its writer crashed before the next checkpoint. Not thread-safe.
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

    /** The first offset that the checkpoint does not cover. */
    public long from() {
        return saved.getPosition() + 1;
    }

    /** Applies the next observation of the cluster; call in offset order. */
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

    /** Where a new session can resume. */
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
            case RESUMED, CREDENTIAL, UNKNOWN -> {}
        }
    }
}
