package org.registryfleet.replay.stream;

import java.time.Instant;
import java.util.Comparator;

/** A step in the order of a cluster: after a crash its number comes again, with a later time. */
record Turn(Instant decidedAt, long step) implements Comparable<Turn> {

    private static final Comparator<Turn> ORDER =
            Comparator.comparing(Turn::decidedAt).thenComparingLong(Turn::step);

    static Turn of(RecordedStep step) {
        return new Turn(step.decision().getDecidedAt(), step.step());
    }

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
