package org.registryfleet.simulated.store;

/** The history no longer reaches the revision asked for. */
public final class HistoryExpired extends Exception {
    private final long asked;
    private final long compacted;

    HistoryExpired(long asked, long compacted) {
        super("history starts at " + compacted);
        this.asked = asked;
        this.compacted = compacted;
    }

    /** The real server's words for it. */
    public String message() {
        return "too old resource version: " + asked + " (" + compacted + ")";
    }
}
