package org.registryfleet.replay.verdict;

/**
 * How the decisions of a stage came out.
 *
 * @param events records read
 * @param decisions recorded decisions
 * @param same of these the ones that came out byte for byte
 * @param divergent the ones that did not
 * @param torn of these the ones of which a crash, or the end of what was read, kept a part from the
 *     log; the rest came out byte for byte
 * @param repeated results that a restarted service published once more
 * @param unfollowed decisions that could not be made again, since the log does not hold all that
 *     they stand on
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
