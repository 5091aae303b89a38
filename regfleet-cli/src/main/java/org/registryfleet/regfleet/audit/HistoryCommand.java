package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.report.TimelineJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** What happened to a cluster, and what led to what. */
@Command(
        name = "history",
        description = {
            "Tells what happened to a cluster, and what led to what.",
            "Of each event it shows rule, decision, action and outcome, and which fields changed."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, but a record in the range cannot be read",
            "2:wrong use",
            "3:no such cluster, or no history for that time",
            "4:the log cannot be reached"
        })
public final class HistoryCommand implements Callable<Integer> {

    @Mixin private AuditView view = new AuditView();
    @Mixin private WindowOptions window = new WindowOptions();

    @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
    private String cluster = "";

    @Option(names = "--all", description = "Leave nothing out and shorten nothing.")
    private boolean all;

    @Override
    public Integer call() {
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
}
