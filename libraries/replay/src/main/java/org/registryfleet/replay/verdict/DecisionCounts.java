package org.registryfleet.replay.verdict;

/**
 * How many decisions of a stage the replay confirmed, and how many it did not.
 *
 * @param events records read
 * @param decisions recorded decisions
 * @param same those that the replay reproduced byte for byte
 * @param divergent those that differed
 * @param torn those that a crash, or the end of the range, truncated; the recorded part matched
 *     byte for byte
 * @param repeated results that a restarted service published again
 * @param unfollowed decisions that could not be replayed, because the log no longer holds all of
 *     their inputs
 * @param unreadable records that neither the service nor the replay could decode
 */
public record DecisionCounts(
        long events,
        long decisions,
        long same,
        long divergent,
        long torn,
        long repeated,
        long unfollowed,
        long unreadable) {

    public static final DecisionCounts NONE = new DecisionCounts(0, 0, 0, 0, 0, 0, 0, 0);

    public DecisionCounts plus(DecisionCounts other) {
        return new DecisionCounts(
                events + other.events,
                decisions + other.decisions,
                same + other.same,
                divergent + other.divergent,
                torn + other.torn,
                repeated + other.repeated,
                unfollowed + other.unfollowed,
                unreadable + other.unreadable);
    }
}
