package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.regfleet.audit.AtCommand;
import org.registryfleet.regfleet.audit.AuditEnvironment;
import org.registryfleet.regfleet.audit.AuditRoot;
import org.registryfleet.regfleet.audit.DiffCommand;
import org.registryfleet.regfleet.audit.ExplainCommand;
import org.registryfleet.regfleet.audit.ExportCommand;
import org.registryfleet.regfleet.audit.HistoryCommand;
import org.registryfleet.regfleet.audit.PolicyCommand;
import org.registryfleet.regfleet.audit.ReplayCommand;
import org.registryfleet.regfleet.audit.VerifyCommand;
import org.registryfleet.regfleet.audit.WhatIfCommand;
import org.registryfleet.regfleet.context.ContextFile;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.LoggedFleet;
import org.registryfleet.regfleet.fleet.LoggedRegistrations;
import org.registryfleet.regfleet.fleet.LoggedRequests;
import org.registryfleet.regfleet.output.OutputFormat;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.LogManager;

/** The command line's root. */
@Command(
        name = "regfleet",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "regfleet 0.1.0",
        description = "Runs the integrated image registry of a fleet of clusters.")
public final class Regfleet implements Runnable, AuditRoot {

    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("history", HistoryCommand.class);
        COMMANDS.put("at", AtCommand.class);
        COMMANDS.put("diff", DiffCommand.class);
        COMMANDS.put("diagnose", DiagnoseCommand.class);
        COMMANDS.put("what-if", WhatIfCommand.class);
        COMMANDS.put("clusters", ClustersCommand.class);
        COMMANDS.put("inventory", InventoryCommand.class);
        COMMANDS.put("registry", RegistryCommand.class);
        COMMANDS.put("storage", StorageCommand.class);
        COMMANDS.put("policy", PolicyCommand.class);
        COMMANDS.put("export", ExportCommand.class);
        COMMANDS.put("verify", VerifyCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("context", ContextCommand.class);
        COMMANDS.put("options", OptionsCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
        COMMANDS.put("warm-up", WarmUpCommand.class);
    }

    private final CliEnvironment surroundings;
    private final AuditEnvironment auditEnvironment;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            defaultValue = "TABLE",
            paramLabel = "FORMAT",
            description = "How results are printed: table, json or yaml (default table).")
    private OutputFormat output = OutputFormat.TABLE;

    @Spec private @Nullable CommandSpec spec;

    Regfleet(CliEnvironment surroundings, AuditEnvironment auditEnvironment) {
        this.surroundings = surroundings;
        this.auditEnvironment = auditEnvironment;
    }

    /** Stands for the root until picocli has injected it. */
    static Regfleet unset() {
        return new Regfleet(
                new CliEnvironment(
                        Map.of(),
                        Path.of(""),
                        _ -> Optional.empty(),
                        LoggedRegistrations::new,
                        LoggedRequests::new,
                        LoggedFleet::new,
                        EndpointOverride.NONE),
                AuditEnvironment.real(Map.of()));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "name a command");
        }
    }

    public static void main(String[] args) {
        // the libraries' log goes nowhere: what a person must know is in the message of a failure
        LogManager.getLogManager().reset();
        System.exit(execute(Map.of(), args));
    }

    /**
     * Runs a command as in a terminal, with the settings of the current context.
     *
     * @param further commands by name, beside those of this class
     * @return the exit status
     */
    public static int execute(Map<String, Class<?>> further, String... arguments) {
        try {
            var environment = new ContextFile(System.getenv()).environment();
            var root =
                    new Regfleet(
                            CliEnvironment.real(environment), AuditEnvironment.real(environment));
            var commands = new LinkedHashMap<>(COMMANDS);
            commands.putAll(further);
            return root.commandLine(wanted(commands, arguments)).execute(arguments);
        } catch (CommandFailure failure) {
            System.err.println("regfleet: " + failure.getMessage());
            return failure.exitStatus();
        }
    }

    /** Only the command that is called: to look at all of them takes longer than most of them. */
    static Collection<Class<?>> wanted(Map<String, Class<?>> commands, String... arguments) {
        boolean isValue = false;
        for (var argument : arguments) {
            if (!isValue && !argument.startsWith("-")) {
                var called = commands.get(argument);
                return called == null || called == CompletionCommand.class
                        ? commands.values()
                        : List.of(called);
            }
            isValue = !isValue && List.of("-o", "--output").contains(argument);
        }
        return commands.values();
    }

    /** The command line with another log than Kafka's, or another terminal. */
    public static CommandLine commandLine(AuditEnvironment auditEnvironment) {
        return commandLine(CliEnvironment.real(System.getenv()), auditEnvironment);
    }

    static CommandLine commandLine(CliEnvironment surroundings) {
        return commandLine(surroundings, AuditEnvironment.real(surroundings.environment()));
    }

    private static CommandLine commandLine(
            CliEnvironment surroundings, AuditEnvironment auditEnvironment) {
        return new Regfleet(surroundings, auditEnvironment).commandLine(COMMANDS.values());
    }

    private CommandLine commandLine(Collection<Class<?>> commands) {
        var root = new CommandLine(this);
        commands.forEach(root::addSubcommand);
        root.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
        root.getCommandSpec().usageMessage().commandListHeading("");
        root.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        return root;
    }

    /** The same command line once more, for another command. */
    CommandLine anew(String... arguments) {
        return new Regfleet(surroundings, auditEnvironment)
                .commandLine(wanted(COMMANDS, arguments));
    }

    @Override
    public OutputFormat output() {
        return output;
    }

    @Override
    public AuditEnvironment auditEnvironment() {
        return auditEnvironment;
    }

    CliEnvironment surroundings() {
        return surroundings;
    }

    /** Prints a result in the format that was asked for. */
    void print(JsonNode result, Supplier<List<String>> table) {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            output.lines(result, table).forEach(out::println);
            out.flush();
        }
    }

    /** A sentence for people; never in the way of a program that reads the result. */
    void say(String sentence) {
        if (spec != null) {
            var console = spec.commandLine();
            var writer = output == OutputFormat.TABLE ? console.getOut() : console.getErr();
            writer.println(sentence);
            writer.flush();
        }
    }

    private static int explain(Exception failure, CommandLine command) {
        command.getErr()
                .println(command.getColorScheme().errorText("regfleet: " + message(failure)));
        if (Boolean.getBoolean("regfleet.trace")) {
            failure.printStackTrace(command.getErr());
        }
        return switch (failure) {
            case CommandFailure known -> known.exitStatus();
            case LogException _ -> CommandFailure.UNREACHABLE;
            default -> command.getCommandSpec().exitCodeOnExecutionException();
        };
    }

    /** The first cause that says something to a person. */
    private static String message(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null
                && cause.getMessage() != null
                && cause.getMessage().equals(cause.getCause().toString())) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
