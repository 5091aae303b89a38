package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.output.OutputFormat;
import org.registryfleet.regfleet.output.Printing;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The root of the audit commands. The launcher starts it, for the commands listed here, with a
 * class path that holds neither the executor nor a client of clusters.
 */
@Command(
        name = "regfleet",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "regfleet 0.1.0",
        description = "Asks the log of a fleet what happened, and why. Can have no effect.",
        subcommands = {
            HistoryCommand.class,
            ExplainCommand.class,
            AtCommand.class,
            DiffCommand.class,
            WhatIfCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            VerifyCommand.class
        })
public final class Audit implements Runnable, Printing {

    private final AuditSurroundings surroundings;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            defaultValue = "TABLE",
            paramLabel = "FORMAT",
            description = "How results are printed: table, json or yaml (default table).")
    private OutputFormat output = OutputFormat.TABLE;

    @Spec private @Nullable CommandSpec spec;

    Audit(AuditSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] args) {
        System.exit(commandLine(AuditSurroundings.real()).execute(args));
    }

    static CommandLine commandLine(AuditSurroundings surroundings) {
        return new CommandLine(new Audit(surroundings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "name a command");
        }
    }

    @Override
    public OutputFormat output() {
        return output;
    }

    AuditSurroundings surroundings() {
        return surroundings;
    }

    private static int explain(Exception failure, CommandLine command) {
        var message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println(command.getColorScheme().errorText("regfleet: " + message));
        if (Boolean.getBoolean("regfleet.trace")) {
            failure.printStackTrace(command.getErr());
        }
        return switch (failure) {
            case CommandFailure known -> known.exitStatus();
            case LogException _ -> CommandFailure.UNREACHABLE;
            default -> command.getCommandSpec().exitCodeOnExecutionException();
        };
    }
}
