package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.regfleet.Regfleet;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;

/** Audit commands in this process. */
public final class AuditRun {

    /** What a run has printed and how it ended. */
    public record Result(int exitStatus, String out, String err) {}

    private AuditRun() {}

    /** Runs a command with this environment; relative paths begin in the folder. */
    public static Result with(Map<String, String> environment, Path folder, String... arguments) {
        var surroundings =
                new AuditEnvironment(
                        environment,
                        folder,
                        InstantSource.system(),
                        ZoneOffset.UTC,
                        false,
                        access -> new KafkaLog(access));
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                Regfleet.commandLine(surroundings)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }
}
