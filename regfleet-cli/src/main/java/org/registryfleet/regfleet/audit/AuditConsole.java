package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.file.ExportProgress;

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

    AuditEnvironment surroundings() {
        return root().auditEnvironment();
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
    ExportProgress progress(String work) {
        return surroundings().terminal()
                ? new ProgressLine(work, err(), surroundings().clock())
                : ExportProgress.NONE;
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
