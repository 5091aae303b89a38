package org.registryfleet.localfleet.faultrun;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Decides what goes wrong, from a seed. While all is calm nothing does. */
final class Mishaps {

    private final Random random;
    private final Set<FaultKind> kinds;
    private boolean calm = true;

    Mishaps(long seed, Set<FaultKind> kinds) {
        this.random = new Random(seed);
        this.kinds = kinds;
    }

    /** Nothing ever goes wrong. */
    static Mishaps none() {
        return new Mishaps(0, EnumSet.noneOf(FaultKind.class));
    }

    void storm() {
        calm = false;
    }

    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** So often in a thousand times, while it is not calm. */
    boolean strikes(FaultKind kind, int perMille) {
        return kinds.contains(kind) && happens(perMille);
    }

    /** The same for what is no fault. */
    boolean happens(int perMille) {
        return !calm && random.nextInt(1_000) < perMille;
    }

    /** Below a bound; 0 while it is calm. */
    int below(int bound) {
        return calm ? 0 : random.nextInt(bound);
    }

    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
