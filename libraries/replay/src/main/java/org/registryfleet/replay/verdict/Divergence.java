package org.registryfleet.replay.verdict;

import java.time.Instant;

/**
 * A decision that comes out otherwise today.
 *
 * @param place topic, partition and offset of the recorded side; of the decision's first record
 *     when nothing was recorded
 * @param field path of the first field that differs
 * @param recorded what the log holds there; empty when it holds nothing
 * @param decided what is decided today; empty when nothing is
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
