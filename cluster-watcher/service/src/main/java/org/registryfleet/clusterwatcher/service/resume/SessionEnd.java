package org.registryfleet.clusterwatcher.service.resume;

/**
 * How far a session came that is over.
 *
 * @param sequence its last observation that is known to be in the log
 */
public record SessionEnd(String session, long epoch, long sequence) {

    /** The epoch of a session after this one. */
    public long nextEpoch(long nowMillis) {
        return Math.max(epoch + 1, nowMillis);
    }
}
