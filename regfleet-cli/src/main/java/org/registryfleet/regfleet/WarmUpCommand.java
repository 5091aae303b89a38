package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/** Runs what only reads, once each: the JVM keeps the classes that this needs for later starts. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Runs the commands that only read, for the cache of the JVM.")
final class WarmUpCommand implements Runnable {

    @Option(names = "--url", description = "The status-reporter.", required = true)
    private String url = "";

    @Option(names = "--kafka", description = "Kafka that holds the fleet's log.", required = true)
    private String kafka = "";

    @Parameters(paramLabel = "CLUSTER", description = "Id of a cluster.")
    private String cluster = "";

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        for (var command :
                List.of(
                        List.of("--help"),
                        List.of("status", "--help"),
                        List.of("status", "--url", url),
                        List.of("status", "--url", url, "-o", "json", cluster),
                        List.of("clusters", "list", "--kafka", kafka),
                        List.of("explain", "--kafka", kafka, cluster),
                        List.of("history", "--kafka", kafka, cluster))) {
            silently(command);
        }
    }

    /** What fails here fails again where somebody sees it. */
    private void silently(List<String> command) {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        var nowhere = new PrintWriter(Writer.nullWriter());
        var root = spec.root().userObject() instanceof Regfleet known ? known : Regfleet.unset();
        var words = command.toArray(String[]::new);
        var _ = root.anew(words).setOut(nowhere).setErr(nowhere).execute(words);
    }
}
