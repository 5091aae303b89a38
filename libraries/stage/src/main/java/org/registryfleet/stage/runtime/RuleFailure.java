package org.registryfleet.stage.runtime;

import java.time.Instant;

/**
 * The stage's rules threw instead of deciding about a cluster. What was observed is kept; deciding
 * is tried again.
 *
 * @param attempts failed in a row
 * @param since when the first of them failed
 * @param error the exception and where it was thrown
 */
public record RuleFailure(int attempts, Instant since, String error) {

    private static final int MAX_LENGTH = 2_000;

    /** The exception in a line, of bounded length: it becomes a header. */
    public static String describe(Throwable bug) {
        var frames = bug.getStackTrace();
        var text = frames.length == 0 ? bug.toString() : bug + " at " + frames[0];
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }

    /** Told at the 1st, 2nd, 4th, 8th… attempt: often enough to be seen, too rare to flood. */
    public boolean isDueForReport() {
        return Integer.bitCount(attempts) == 1;
    }
}
