package org.registryfleet.regfleetlocal;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.registryfleet.localfleet.real.RealCluster;
import org.registryfleet.localfleet.scenario.ScenarioLab;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.report.ScenarioReport;
import org.registryfleet.scenarios.report.ScenarioResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Plays recorded scenarios through the real pipeline and compares what comes of them. */
@Command(
        name = "scenarios",
        description = {
            "Plays recorded scenarios and compares every object with what is expected.",
            "They go through the real pipeline: Kafka in this process and a simulated cluster each."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all scenarios passed", "1:a scenario failed", "2:wrong use"})
final class ScenariosCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Folders of scenarios, or scenarios.")
    private List<Path> folders = List.of();

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Play only scenarios whose id matches.")
    private @Nullable String only;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the results as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "24",
            description = "Scenarios at the same time (default ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the log of the run here; else it is thrown away.")
    private @Nullable Path data;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "Play against the real API server of this kubeconfig, one scenario after the other.",
                "The cluster must be empty: what earlier scenarios made is deleted before each one.",
                "Scenarios that need a cloud or another server are named first and are out of scope."
            })
    private @Nullable Path kubeconfig;

    @Option(
            names = "--yes-delete-everything",
            description =
                    "With --kubeconfig: nothing in that cluster needs to be kept. Deletes whatever"
                            + " is in the way of scenarios, whoever made it.")
    private boolean deletesEverything;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        var out = spec.commandLine().getOut();
        var result = run(out);
        result.lines().forEach(out::println);
        out.flush();
        if (report != null) {
            write(result, report);
        }
        return result.exitStatus();
    }

    private ScenarioReport run(PrintWriter out) {
        var pattern = only == null ? null : new NamePattern(only);
        if (kubeconfig != null) {
            var cluster = RealCluster.of(kubeconfig);
            try (var lab = ScenarioLab.open(data, knowledge(), cluster)) {
                return lab.runAgainst(
                        cluster, deletesEverything, folders, pattern, announcing(out));
            }
        }
        try (var lab = ScenarioLab.open(data, knowledge())) {
            return lab.run(folders, pattern, parallel, false);
        }
    }

    private static PlayListener announcing(PrintWriter out) {
        return new PlayListener() {
            @Override
            public void outOfScope(List<ScenarioResult> results) {
                out.println("not played here:");
                results.forEach(r -> out.println("  " + r.id() + ": " + r.reasons().getFirst()));
                out.flush();
            }
        };
    }

    /** Scope and overrides lie in the checkout that the launcher runs from. */
    private static Path knowledge() {
        return Path.of(
                System.getProperty("regfleet.home", "."), "testing", "local-fleet", "scenarios");
    }

    private static void write(ScenarioReport result, Path file) throws IOException {
        Files.writeString(
                file,
                new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(result.json()));
    }
}
