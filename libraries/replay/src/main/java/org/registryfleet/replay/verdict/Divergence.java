package org.registryfleet.replay.verdict;

import java.time.Instant;

/**
 * A decision that differs from the recorded one.
 *
 * @param place position of the recorded side; of the decision's first record if nothing was
 *     recorded
 * @param field path of the first differing field
 * @param recorded the recorded value; empty if absent
 * @param decided the replayed value; empty if absent
 */
public record Divergence(
        String stage,
        String cluster,
        long step,
        Instant decidedAt,
        String rule,
        String place,
        String field,
        String recorded,
        String decided) {}
