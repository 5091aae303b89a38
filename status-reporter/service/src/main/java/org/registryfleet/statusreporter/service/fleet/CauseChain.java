package org.registryfleet.statusreporter.service.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest actions of a cluster, newest first. Actions and outcomes come from different topics,
 * in any order; an outcome that comes first is kept until its action arrives.
 *
 * @param early outcomes without an action
 */
record CauseChain(List<ActionNote> actions, List<OutcomeNote> early) {

    /** How many actions of a cluster are kept. */
    static final int LENGTH = 40;

    CauseChain {
        actions = List.copyOf(actions);
        early = List.copyOf(early);
    }

    static CauseChain empty() {
        return new CauseChain(List.of(), List.of());
    }

    CauseChain with(ActionNote action) {
        if (actions.stream().anyMatch(known -> known.id().equals(action.id()))) {
            return this;
        }
        var outcome =
                early.stream()
                        .filter(known -> known.action().equals(action.id()))
                        .findFirst()
                        .orElse(null);
        var waiting = early.stream().filter(known -> !known.action().equals(action.id())).toList();
        return new CauseChain(
                prepended(outcome == null ? action : action.withOutcome(outcome), actions),
                waiting);
    }

    CauseChain with(OutcomeNote outcome) {
        var found = actions.stream().anyMatch(action -> action.id().equals(outcome.action()));
        if (!found) {
            return new CauseChain(actions, prepended(outcome, early));
        }
        return new CauseChain(
                actions.stream()
                        .map(
                                action ->
                                        action.id().equals(outcome.action())
                                                ? action.withOutcome(outcome)
                                                : action)
                        .toList(),
                early);
    }

    private static <T> List<T> prepended(T newest, List<T> others) {
        var list = new ArrayList<T>(Math.min(others.size() + 1, LENGTH));
        list.add(newest);
        list.addAll(others.subList(0, Math.min(others.size(), LENGTH - 1)));
        return list;
    }
}
