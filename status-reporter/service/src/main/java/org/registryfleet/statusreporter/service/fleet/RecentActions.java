package org.registryfleet.statusreporter.service.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * The latest actions of a cluster, newest first. Actions and outcomes arrive from different topics
 * in any order; an outcome that arrives first is kept until its action does.
 *
 * @param early outcomes without an action
 */
record RecentActions(List<RecentAction> actions, List<ActionOutcome> early) {

    /** The number of actions kept per cluster. */
    static final int LENGTH = 40;

    RecentActions {
        actions = List.copyOf(actions);
        early = List.copyOf(early);
    }

    static RecentActions empty() {
        return new RecentActions(List.of(), List.of());
    }

    RecentActions with(RecentAction action) {
        if (actions.stream().anyMatch(known -> known.id().equals(action.id()))) {
            return this;
        }
        var outcome =
                early.stream()
                        .filter(known -> known.action().equals(action.id()))
                        .findFirst()
                        .orElse(null);
        var waiting = early.stream().filter(known -> !known.action().equals(action.id())).toList();
        return new RecentActions(
                prepended(outcome == null ? action : action.withOutcome(outcome), actions),
                waiting);
    }

    RecentActions with(ActionOutcome outcome) {
        var found = actions.stream().anyMatch(action -> action.id().equals(outcome.action()));
        if (!found) {
            return new RecentActions(actions, prepended(outcome, early));
        }
        return new RecentActions(
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
