package org.registryfleet.clusterwatcher.service.resume;

/**
 * The last acknowledged position of a session that has ended.
 *
 * @param sequence sequence of its last acknowledged observation; -1 for none
 */
public record SessionEnd(String session, long epoch, long sequence) {

    /** The epoch of a session after this one. */
    public long nextEpoch(long nowMillis) {
        return Math.max(epoch + 1, nowMillis);
    }
}
