package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.audit.wire.CausalOrder;
import org.registryfleet.audit.wire.ClusterLog;
import org.registryfleet.audit.wire.FactReader;
import org.registryfleet.schemas.Events;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.concurrent.Callable;

/** What happened to a cluster, and what led to what. */
@Command(
        name = "history",
        description = "Tells what happened to a cluster: event, rule, decision, action, outcome.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "2:wrong use",
            "3:no such cluster, or no history for that time",
            "4:the log cannot be reached"
        })
public final class HistoryCommand implements Callable<Integer> {

    @Mixin private AuditDesk desk = new AuditDesk();

    @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
    private String cluster = "";

    @Override
    public Integer call() {
        try (var log = desk.log()) {
            var partition = log.partitionOf(cluster);
            var spans =
                    log.spans(CausalOrder.TOPICS).stream()
                            .filter(span -> span.partition() == partition)
                            .toList();
            var lines = new ArrayList<String>();
            try (var entries =
                    ClusterLog.open(
                            log,
                            spans,
                            new FactReader(Events.singleObject()),
                            cluster::equals,
                            _ -> {})) {
                for (var entry = entries.next(); entry != null; entry = entries.next()) {
                    lines.add(entry.time() + " " + entry.place() + " " + entry.fact());
                }
            }
            desk.print(JsonNodeFactory.instance.objectNode(), () -> lines);
            return 0;
        }
    }
}
