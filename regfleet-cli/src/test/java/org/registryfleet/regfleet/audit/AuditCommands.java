package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.regfleet.Regfleet;
import org.registryfleet.schemas.KafkaAccess;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;

/** The audit commands in this process, as the launcher starts them, in UTC. */
public record AuditCommands(
        Supplier<EventLog> log, Path folder, Instant now, Map<String, String> environment) {

    /** What a run has printed and how it ended. */
    public record Result(int exitStatus, String out, String err) {

        /** The output of {@code -o json}, or of {@code -o yaml}. */
        public JsonNode tree() {
            try {
                return new YAMLMapper().readTree(out);
            } catch (JsonProcessingException other) {
                throw new AssertionError("neither JSON nor YAML: " + out + err, other);
            }
        }
    }

    public AuditCommands(Supplier<EventLog> log, Path folder, Instant now) {
        this(log, folder, now, Map.of());
    }

    public static AuditCommands onKafka(String bootstrapServers, Path folder) {
        return new AuditCommands(
                () ->
                        new KafkaLog(
                                KafkaAccess.of(bootstrapServers)
                                        .withTimeLimit(Duration.ofSeconds(10))),
                folder,
                Instant.now());
    }

    AuditCommands with(String variable, String value) {
        return new AuditCommands(
                log, folder, now, Map.of("REGFLEET_KAFKA", "here:1", variable, value));
    }

    public Result run(String... arguments) {
        var variables = environment.isEmpty() ? Map.of("REGFLEET_KAFKA", "here:1") : environment;
        var surroundings =
                new AuditEnvironment(
                        variables, folder, () -> now, ZoneOffset.UTC, false, _ -> log.get());
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
