package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.report.ReasonText;
import org.registryfleet.audit.report.ReasonText.ConditionState;
import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.service.fleet.ActionOutcome;
import org.registryfleet.statusreporter.service.fleet.ClusterOrigin;
import org.registryfleet.statusreporter.service.fleet.ClusterRecord;
import org.registryfleet.statusreporter.service.fleet.DecisionReason;
import org.registryfleet.statusreporter.service.fleet.ReasonChain;
import org.registryfleet.statusreporter.service.fleet.RecentAction;
import org.registryfleet.statusreporter.service.fleet.RecordPosition;
import org.registryfleet.statusreporter.service.fleet.StageName;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One cluster with its conditions and the reasons behind them, as JSON.
 *
 * @param origin where it was imported from; null when it was registered by hand
 */
record ClusterDetail(
        ClusterRow cluster,
        @Nullable ClusterOrigin origin,
        List<ConditionLine> configConditions,
        List<ConditionLine> clusterOperatorConditions,
        List<ContestedLine> contested,
        List<ChainLink> chain) {

    /** A field that another writer keeps changing; values are truncated JSON. */
    record ContestedLine(
            String object,
            String field,
            String contest,
            String wanted,
            String found,
            String manager,
            Instant since) {

        static ContestedLine of(ContestedField field) {
            return new ContestedLine(
                    field.ref().toString(),
                    field.field(),
                    field.stand().name(),
                    field.wanted(),
                    field.found(),
                    field.manager(),
                    field.since());
        }
    }

    /** A condition in Kubernetes' spelling. */
    record ConditionLine(
            String type,
            String status,
            String reason,
            String message,
            @Nullable Instant lastTransitionTime) {}

    /** Why: the rule and the triggering record; null for a timer. */
    record Cause(String rule, String reason, Instant decidedAt, @Nullable RecordPosition trigger) {}

    /**
     * One stage: which event led by which rule to which result and actions.
     *
     * @param event description of the trigger
     * @param record position of the result in the log
     */
    record ChainLink(
            String stage,
            String event,
            Cause cause,
            RecordPosition record,
            Map<String, Object> result,
            List<ActionLine> actions) {}

    /** An action with its outcome; null until reported. */
    record ActionLine(
            String id,
            String verb,
            String object,
            String change,
            int attempt,
            Cause cause,
            RecordPosition record,
            @Nullable OutcomeLine outcome) {}

    /** The outcome of an action. */
    record OutcomeLine(
            String result,
            int code,
            String reason,
            String message,
            Instant finishedAt,
            RecordPosition record) {}

    static ClusterDetail of(ClusterRecord cluster, @Nullable ClusterOrigin origin) {
        var status = cluster.status();
        return new ClusterDetail(
                ClusterRow.of(cluster),
                origin,
                status == null ? List.of() : lines(status.configConditions()),
                status == null ? List.of() : lines(status.clusterOperatorConditions()),
                status == null
                        ? List.of()
                        : status.contested().stream().map(ContestedLine::of).toList(),
                ReasonChain.of(cluster).links().stream()
                        .map(link -> link(link, states(status)))
                        .toList());
    }

    private static List<ConditionLine> lines(List<Condition> conditions) {
        return conditions.stream()
                .map(
                        condition ->
                                new ConditionLine(
                                        condition.type(),
                                        condition.status().text(),
                                        condition.reason(),
                                        condition.message(),
                                        condition.since()))
                .toList();
    }

    private static List<ConditionState> states(@Nullable ClusterStatusState status) {
        return status == null
                ? List.of()
                : status.configConditions().stream()
                        .map(
                                condition ->
                                        new ConditionState(
                                                condition.type(),
                                                condition.status().text(),
                                                condition.reason()))
                        .toList();
    }

    private static ChainLink link(ReasonChain.Link link, List<ConditionState> conditions) {
        return new ChainLink(
                link.stage().text(),
                link.event(),
                cause(link.stage(), link.result().reasoning(), conditions),
                link.result().origin(),
                link.result().facts(),
                link.actions().stream()
                        .map(action -> line(action, link.result().reasoning(), conditions))
                        .toList());
    }

    /** The conditions are those of the action's decision unless a later one has changed them. */
    private static ActionLine line(
            RecentAction action, DecisionReason last, List<ConditionState> conditions) {
        var outcome = action.outcome();
        var reasoning = action.reasoning();
        boolean isCurrent =
                reasoning.rule().equals(last.rule())
                        && !reasoning.decidedAt().isBefore(last.decidedAt());
        return new ActionLine(
                action.id(),
                action.verb(),
                action.object(),
                action.change(),
                action.attempt(),
                cause(action.stage(), reasoning, isCurrent ? conditions : List.of()),
                action.origin(),
                outcome == null ? null : line(outcome));
    }

    private static OutcomeLine line(ActionOutcome outcome) {
        return new OutcomeLine(
                outcome.result(),
                outcome.code(),
                outcome.reason(),
                outcome.message(),
                outcome.finishedAt(),
                outcome.origin());
    }

    private static Cause cause(
            StageName stage, DecisionReason reasoning, List<ConditionState> conditions) {
        return new Cause(
                reasoning.rule(),
                ReasonText.of(stage.text(), reasoning.rule(), reasoning.reason(), conditions),
                reasoning.decidedAt(),
                reasoning.trigger());
    }
}
