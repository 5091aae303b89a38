package org.registryfleet.simulated.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The faults of one cluster, on demand. The first rule that fits a request is the one that acts.
 * Thread-safe.
 */
public final class Faults {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private record Rule(Fault fault, Predicate<ApiCall> when, AtomicInteger left) {
        boolean takes(ApiCall call) {
            return when.test(call)
                    && left.getAndUpdate(n -> n == ALWAYS ? n : Math.max(0, n - 1)) > 0;
        }
    }

    /** Every request meets the fault from now on. */
    public void always(Fault fault) {
        when(call -> true, fault);
    }

    /** Every request of this kind meets the fault from now on. */
    public void when(Predicate<ApiCall> calls, Fault fault) {
        rules.add(new Rule(fault, calls, new AtomicInteger(ALWAYS)));
    }

    /** The next requests of this kind meet the fault, so many of them. */
    public void next(int times, Predicate<ApiCall> calls, Fault fault) {
        rules.add(new Rule(fault, calls, new AtomicInteger(times)));
    }

    /** Every answer comes late by this much. */
    public void delay(Duration duration) {
        always(new Fault.Delay(duration));
    }

    /** The next updates, patches and deletes are answered by 409. */
    public void conflictStorm(int writes) {
        next(
                writes,
                call -> call.verb().isWrite() && call.verb() != Verb.CREATE,
                new Fault.Conflict());
    }

    /**
     * All watches that are open fall silent for good, without being closed; new ones are silent
     * until {@link #clear}.
     */
    public void silenceWatches() {
        silent = true;
    }

    /** Ends all faults; watches that fell silent stay so. */
    public void clear() {
        rules.clear();
        silent = false;
    }

    boolean silencesWatches() {
        return silent;
    }

    /** Whether the call would be answered by 403, without taking a fault. */
    boolean forbids(ApiCall call) {
        return rules.stream()
                .filter(rule -> rule.left().get() > 0 && rule.when().test(call))
                .findFirst()
                .filter(rule -> rule.fault() instanceof Fault.Answer(int code, _) && code == 403)
                .isPresent();
    }

    Optional<Fault> take(ApiCall call) {
        for (var rule : rules) {
            if (rule.takes(call)) {
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }
}
