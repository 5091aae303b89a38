package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.file.ExportProgress;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.wire.AuditQueries;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.KafkaOptions;
import org.registryfleet.regfleet.output.OutputFormat;
import org.registryfleet.schemas.KafkaAccess;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/** How an audit command shows what it finds: the log, times, colours, a pager. */
final class AuditView {

    @Mixin private KafkaOptions where = new KafkaOptions();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--utc", description = "Show and read times in UTC, not in the local zone.")
    private boolean utc;

    @Option(
            names = "--no-pager",
            description = "Print long results at once; else $PAGER shows them on a terminal.")
    private boolean noPager;

    /** How times are read and shown. */
    TimeText time() {
        var around = surroundings();
        return new TimeText(around.clock().instant(), utc ? ZoneOffset.UTC : around.zone());
    }

    Ink ink() {
        return hasTerminal() && !surroundings().environment().containsKey("NO_COLOR")
                ? Ink.COLOUR
                : Ink.PLAIN;
    }

    /** Opens the log; the caller closes it. */
    EventLog log() {
        var access = access();
        try {
            return surroundings().log().apply(access);
        } catch (KafkaException problem) {
            throw CommandFailure.unreachable(
                    "Kafka at %s cannot be used (%s): name another with --kafka HOST:PORT, and TLS or a login with --kafka-config FILE"
                            .formatted(access, problem.getMessage()));
        }
    }

    /** Shows how far a work has come, when somebody looks. */
    ExportProgress progress(String work) {
        return surroundings().terminal()
                ? new ProgressLine(work, spec().commandLine().getErr(), surroundings().clock())
                : ExportProgress.NONE;
    }

    /** Opens the log for questions; the caller closes it. */
    OpenLog read() {
        return reading(log());
    }

    /** Asks questions of an open log. */
    OpenLog reading(EventLog log) {
        var err = spec().commandLine().getErr();
        var meter =
                surroundings().terminal()
                        ? new ProgressLine("reading", err, surroundings().clock())
                        : AuditQueries.Meter.SILENT;
        return new OpenLog(log, new AuditQueries(log, meter), err);
    }

    /** Where the log is. */
    KafkaAccess access() {
        var around = surroundings();
        return where.access(around.environment(), around.folder());
    }

    /** Says what has been done. */
    void say(List<String> lines) {
        var out = spec().commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    AuditEnvironment surroundings() {
        return root().auditEnvironment();
    }

    /** Prints a result in the format that was asked for. */
    void print(JsonNode result, Supplier<List<String>> table) {
        var lines = root().output().lines(result, table);
        var pager = surroundings().environment().getOrDefault("PAGER", "less");
        if (noPager || !hasTerminal() || !new Pager(pager).show(lines)) {
            var out = spec().commandLine().getOut();
            lines.forEach(out::println);
            out.flush();
        }
    }

    private boolean hasTerminal() {
        return surroundings().terminal() && root().output() == OutputFormat.TABLE;
    }

    private AuditRoot root() {
        if (spec().root().userObject() instanceof AuditRoot root) {
            return root;
        }
        throw new IllegalStateException("the audit commands hang below another root");
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        return spec;
    }
}
