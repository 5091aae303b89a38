package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.LogOptions;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.function.Supplier;

/** What every audit command has: the log, and a place to print. */
final class AuditDesk {

    @Mixin private LogOptions where = new LogOptions();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Opens the fleet's log; the caller closes it. */
    EventLog log() {
        var around = surroundings();
        return open(around, where.bootstrapServers(around.environment(), around.folder()));
    }

    static EventLog open(AuditSurroundings around, String address) {
        try {
            return around.log().apply(address);
        } catch (KafkaException problem) {
            throw CommandFailure.unreachable(
                    "Kafka at %s cannot be used (%s): name another with --kafka HOST:PORT"
                            .formatted(address, problem.getMessage()));
        }
    }

    AuditSurroundings surroundings() {
        return root().surroundings();
    }

    /** Prints a result in the format that was asked for. */
    void print(JsonNode result, Supplier<List<String>> table) {
        var out = spec().commandLine().getOut();
        root().output().lines(result, table).forEach(out::println);
        out.flush();
    }

    private Audit root() {
        if (spec().root().userObject() instanceof Audit root) {
            return root;
        }
        throw CommandFailure.refused(
                "audit commands run without the executor on their class path: start them with ./regfleet, or from the main class %s with the folder audit-lib"
                        .formatted(Audit.class.getName()));
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        return spec;
    }
}
