package org.registryfleet.regfleetlocal;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.file.BundleExporter;
import org.registryfleet.audit.file.ExportProgress;
import org.registryfleet.audit.file.ExportRequest;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.localfleet.demo.LocalFleet;
import org.registryfleet.localfleet.demo.LocalFleetSettings;
import org.registryfleet.regfleet.context.ContextFile;
import org.registryfleet.regfleet.context.ContextSetting;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.schemas.KafkaAccess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs everything in one process: Kafka, simulated clusters, all services. */
@Command(
        name = "local",
        description = {
            "Starts a simulated fleet with Kafka and all services in one process.",
            "It shows how the clusters converge and stays up until Ctrl-C."
        })
final class LocalCommand implements Callable<Integer> {

    private static final String CONTEXT = "local";

    @Option(names = "--fresh", description = "Start anew: forget the log of earlier runs.")
    private boolean fresh;

    @Option(
            names = "--hub",
            description = {
                "Keep the clusters on a simulated hub, from which the inventory takes them in:",
                "as labelled Secrets, clusters of Argo CD and ManagedClusters. After runs without",
                "it only with --fresh: what was registered by hand stays so."
            })
    private boolean hub;

    @Option(
            names = "--exit",
            description = "End after convergence; exit status 1 when the fleet does not converge.")
    private boolean exit;

    @Option(
            names = "--clusters",
            defaultValue = "12",
            paramLabel = "N",
            description = "How many clusters (default ${DEFAULT-VALUE}).")
    private int clusters;

    @Option(
            names = "--data",
            defaultValue = ".data/local",
            paramLabel = "DIR",
            description = "Where the log is kept between runs (default ${DEFAULT-VALUE}).")
    private Path data = Path.of(".data/local");

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port of the web page (default ${DEFAULT-VALUE}; 0 takes a free one).")
    private int port;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = {
                "When the fleet has converged, write its whole log into this file, as export",
                "--compress does, and end. Must end with .zip and not exist yet."
            })
    private @Nullable Path record;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        if (clusters < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--clusters is %d; give at least 1".formatted(clusters));
        }
        PrintWriter out = spec.commandLine().getOut();
        var settings = new LocalFleetSettings(data.toAbsolutePath(), clusters, port, fresh, hub);
        var fleet = new LocalFleet(settings, out);
        var target = record;
        var governed = new AtomicBoolean(true);
        boolean converged =
                fleet.run(
                        up -> {
                            if (target != null) {
                                record(up, target.toAbsolutePath(), out);
                                return;
                            }
                            governed.set(applyPolicy(up, out));
                            if (!exit) {
                                use(up, out);
                                warmUp(up);
                                fleet.stayUp(up);
                            }
                        });
        return converged && governed.get() ? 0 : 1;
    }

    private static boolean applyPolicy(LocalFleet.Up up, PrintWriter out) {
        var home = System.getProperty("regfleet.home");
        return home == null
                || !up.converged()
                || new DemoPolicy(Path.of(home).normalize(), up, out).rollOut();
    }

    /** Lets the commands of other terminals mean this fleet. */
    private void use(LocalFleet.Up up, PrintWriter out) {
        var file = new ContextFile(System.getenv());
        try {
            var contexts = file.read();
            var settings =
                    Map.of(
                            ContextSetting.DATA.word(), data.toAbsolutePath().toString(),
                            ContextSetting.URL.word(), up.page().toString());
            file.write(contexts.with(CONTEXT, settings).using(CONTEXT));
            out.printf(
                    "%nCommands mean this fleet now (context %s%s): ./regfleet status%n",
                    CONTEXT,
                    Set.of("", CONTEXT).contains(contexts.current())
                            ? ""
                            : "; before: " + contexts.current());
        } catch (CommandFailure unusable) {
            out.printf("%nNo context was set: %s%n", unusable.getMessage());
        }
        out.flush();
    }

    /** In a process of its own, which ends by itself and whose failure costs only time later. */
    private static void warmUp(LocalFleet.Up up) {
        var home = System.getProperty("regfleet.home");
        if (home != null && up.converged()) {
            var launcher = Path.of(home, "regfleet").toString();
            try {
                new ProcessBuilder(
                                launcher,
                                "warm-up",
                                "--url=" + up.page(),
                                "--kafka=" + up.kafka(),
                                LocalFleet.STORY)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException notStarted) {
                System.getLogger(LocalCommand.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "the command line stays cold",
                                notStarted);
            }
        }
    }

    private static void record(LocalFleet.Up up, Path target, PrintWriter out) {
        if (!up.converged()) {
            return;
        }
        try (var log = new KafkaLog(KafkaAccess.of(up.kafka()))) {
            var request =
                    new ExportRequest(
                                    target,
                                    ExportRequest.auditTopics(),
                                    Range.ALL,
                                    null,
                                    null,
                                    "regfleet local",
                                    Instant.now())
                            .compress();
            var exported = new BundleExporter(log, request).run(ExportProgress.NONE);
            out.printf("%nRecorded %,d records in %s%n", exported.manifest().records(), target);
            out.flush();
        }
    }
}
