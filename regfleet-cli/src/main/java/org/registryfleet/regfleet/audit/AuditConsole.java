package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.file.Progress;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/** What a command has that needs no broker: its surroundings, and places to print. */
@Command
final class AuditConsole {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    AuditSurroundings surroundings() {
        return root().surroundings();
    }

    /** Prints a result in the format that was asked for. */
    void print(JsonNode result, Supplier<List<String>> table) {
        var out = spec().commandLine().getOut();
        root().output().lines(result, table).forEach(out::println);
        out.flush();
    }

    PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** Shows how far a work has come, when somebody looks. */
    Progress progress(String work) {
        return surroundings().terminal()
                ? new ProgressLine(work, err(), surroundings().clock())
                : Progress.NONE;
    }

    private Audit root() {
        if (spec().root().userObject() instanceof Audit root) {
            return root;
        }
        throw CommandFailure.refused(
                "audit commands run without the executor on their class path: start them with ./regfleet");
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        return spec;
    }
}
