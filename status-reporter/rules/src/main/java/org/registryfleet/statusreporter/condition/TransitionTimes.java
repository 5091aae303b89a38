package org.registryfleet.statusreporter.condition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Determines the lastTransitionTime of a condition (spec/status.md 2.9): the time shown in the
 * cluster, else the time decided before while its write is in flight, else now.
 */
public final class TransitionTimes {

    private final Map<String, Condition> observed = new HashMap<>();
    private final Map<String, Condition> decided = new HashMap<>();
    private final Instant now;

    private TransitionTimes(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Collects the earlier transition times.
     *
     * @param observed conditions in the observed status
     * @param decided conditions of the previous result
     */
    public static TransitionTimes of(
            List<Condition> observed, List<Condition> decided, Instant now) {
        var transitions = new TransitionTimes(now);
        observed.forEach(condition -> transitions.observed.put(condition.type(), condition));
        decided.forEach(condition -> transitions.decided.put(condition.type(), condition));
        return transitions;
    }

    /** The evaluated condition with its transition time. */
    public Condition apply(EvaluatedCondition verdict) {
        return new Condition(
                verdict.type(),
                verdict.status(),
                verdict.reason(),
                verdict.message(),
                since(verdict));
    }

    private Instant since(EvaluatedCondition verdict) {
        for (var known : List.of(observed, decided)) {
            var last = known.get(verdict.type());
            if (last != null && last.status() == verdict.status() && last.since() != null) {
                return last.since();
            }
        }
        return now;
    }
}
