package org.registryfleet.localfleet.capture;

/**
 * One observation, as far as completeness goes.
 *
 * @param epoch orders the sessions of a cluster
 * @param subject the watch that a gap or its end is about; empty for the whole session
 * @param earlierSession the session that this one continues, or could not continue
 * @param earlierSequence the last record of that session that counts
 */
public record Captured(
        String session,
        long epoch,
        long sequence,
        Sort sort,
        String subject,
        String earlierSession,
        long earlierSequence) {

    /** What an observation says about completeness. */
    public enum Sort {
        /** An object, the contact, or anything else that says nothing about it. */
        CONTENT,
        SYNCED,
        GAP,
        RESYNC,
        RESUMED
    }

    /** An observation that opens and ends nothing. */
    public static Captured content(String session, long epoch, long sequence) {
        return new Captured(session, epoch, sequence, Sort.CONTENT, "", "", -1);
    }
}
