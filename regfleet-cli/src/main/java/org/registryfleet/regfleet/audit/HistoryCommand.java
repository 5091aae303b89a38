package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.audit.report.TimelineJson;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/** What happened to a cluster, and what led to what. */
@Command(
        name = "history",
        description = {
            "Tells what happened to a cluster, and what led to what.",
            "Of each event it shows rule, decision, action and outcome, and which fields changed.",
            "Of a policy (--policy) it tells what people said, what its rollout became, and what was",
            "assigned to clusters, written there and found then, each with its place in the log."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, but a record in the range cannot be read",
            "2:wrong use",
            "3:no such cluster or policy, or no history for that time",
            "4:the log cannot be reached"
        })
public final class HistoryCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private AuditView view = new AuditView();
    @Mixin private WindowOptions window = new WindowOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "CLUSTER",
            defaultValue = "",
            description = "Id of the cluster; with --policy what is about the policy there.")
    private String cluster = "";

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The history of this policy.")
    private String policy = "";

    @Option(names = "--all", description = "Leave nothing out and shorten nothing.")
    private boolean all;

    @Override
    public Integer call() {
        if (!policy.isEmpty()) {
            return ofPolicy();
        }
        if (cluster.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "name a CLUSTER, or a policy with --policy NAME");
        }
        var time = view.time();
        var from = window.from(time);
        var to = window.to(time);
        try (var reading = view.read()) {
            reading.requireKnown(cluster);
            reading.requireHistory(cluster, from, to, time);
            var timeline = reading.log().timeline(cluster, from, to, window.limit());
            view.print(
                    TimelineJson.of(cluster, timeline),
                    () -> new TimelineText(time, view.ink(), all).lines(timeline));
            return timeline.unreadable().isNone() ? 0 : 1;
        }
    }

    private int ofPolicy() {
        var time = view.time();
        try (var log = view.log()) {
            var timeline = PolicyTimeline.of(policy, log, window.from(time), window.to(time));
            if (timeline.isEmpty()) {
                var near = SimilarNames.of(policy, timeline.names());
                throw CommandFailure.refused(
                        "nothing is known of a policy \"%s\" in that time%s"
                                .formatted(
                                        policy,
                                        near.isEmpty()
                                                ? ""
                                                : "; did you mean "
                                                        + String.join(", ", near)
                                                        + "?"));
            }
            var entries = timeline.latest(cluster, window.limit());
            view.print(
                    PolicyTimeline.json(policy, entries),
                    () -> PolicyTimeline.lines(entries, time));
            return timeline.unreadable() == 0 ? 0 : 1;
        }
    }
}
