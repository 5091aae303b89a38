package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.file.BundleLog;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.replay.file.CheckpointFile;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayCheckpoints;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.replay.verdict.ReplayReport;
import org.registryfleet.schemas.Events;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Decides the log again with today's rules. */
@Command(
        name = "replay",
        description = {
            "Decides everything in the log again and compares it with what was recorded.",
            "It decides with today's rules and compares byte by byte, has no effect and disturbs"
                    + " nobody. Decisions before --from are made again all the same, since later ones"
                    + " stand on them."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every decision comes out the same",
            "1:at least one comes out otherwise",
            "2:wrong use",
            "3:no such stage or cluster, or no such bundle",
            "4:the log cannot be reached",
            "5:none comes out otherwise, but not all could be followed"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final int DIVERGENT = 1;
    private static final int NOT_WHOLE = 5;
    private static final Set<String> STAGES = Set.of("platform", "storage", "registry", "status");

    @Mixin private AuditView view = new AuditView();

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            description = "Read an exported bundle, a folder or zip file, instead of Kafka.")
    private @Nullable Path bundle;

    @Option(
            names = "--stage",
            paramLabel = "NAME",
            description = "Only platform, storage, registry or status; may be repeated.")
    private List<String> stages = new ArrayList<>();

    @Mixin private RangeOptions range = new RangeOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Partitions at a time (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = {
                "Note in this file what is done. A replay that was interrupted goes on from there",
                "when it is given the same file, over the range that it read at first."
            })
    private @Nullable Path resume;

    @Override
    public Integer call() {
        try (var log = log()) {
            var request = request();
            var known = view.reading(log);
            range.clusters().forEach(known::requireKnown);
            var replay = new FleetReplay(log, Events.singleObject());
            var length = replay.length(request);
            var progress = view.progress("replaying");
            var report = replay.run(request, notes(), done -> progress.reached(done, length));
            progress.reached(length, length);
            if (!range.clusters().isEmpty() && report.total().decisions() == 0) {
                throw CommandFailure.refused(
                        "the log holds no decision about %s in that time"
                                .formatted(String.join(", ", range.clusters())));
            }
            view.print(ReplayText.json(report), () -> ReplayText.lines(report, view.time()));
            return status(report);
        }
    }

    private EventLog log() {
        return bundle == null
                ? view.log()
                : new BundleLog(view.surroundings().folder().resolve(bundle));
    }

    private ReplayCheckpoints notes() {
        return resume == null
                ? ReplayCheckpoints.NONE
                : CheckpointFile.in(view.surroundings().folder().resolve(resume));
    }

    private ReplayRequest request() {
        for (var stage : stages) {
            if (!STAGES.contains(stage)) {
                throw CommandFailure.refused(
                        "\"%s\" is no stage: give platform, storage, registry or status"
                                .formatted(stage));
            }
        }
        if (threads < 1) {
            throw CommandFailure.refused("--threads is %d; give at least 1".formatted(threads));
        }
        var from = range.from(view.time());
        var to = range.to(view.time());
        return new ReplayRequest(
                new HashSet<>(stages),
                new HashSet<>(range.clusters()),
                from == null ? Instant.MIN : from,
                to == null ? Instant.MAX : to,
                threads);
    }

    private static int status(ReplayReport report) {
        if (report.total().divergent() > 0) {
            return DIVERGENT;
        }
        return report.isWhole() ? 0 : NOT_WHOLE;
    }
}
