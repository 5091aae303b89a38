package org.registryfleet.stage.runtime;

import java.time.Instant;

/**
 * A decision that failed because the rules threw. The observed state is kept, and the decision is
 * retried.
 *
 * @param attempts consecutive failed attempts
 * @param since time of the first of them
 * @param error the exception and its top stack frame
 */
public record RuleFailure(int attempts, Instant since, String error) {

    private static final int MAX_LENGTH = 2_000;

    /** The exception on one line of bounded length, for a record header. */
    public static String describe(Throwable bug) {
        var frames = bug.getStackTrace();
        var text = frames.length == 0 ? bug.toString() : bug + " at " + frames[0];
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }

    /**
     * True at the 1st, 2nd, 4th, 8th… attempt, so that a permanent failure does not flood the log.
     */
    public boolean isDueForReport() {
        return Integer.bitCount(attempts) == 1;
    }
}
