package org.registryfleet.regfleet;

import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
        name = "regfleet",
        mixinStandardHelpOptions = true,
        version = "regfleet 0.1.0",
        description = "Runs the integrated image registry of a fleet of clusters.",
        subcommands = {LocalCommand.class, ScenariosCommand.class})
public final class Regfleet implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "name a command");
        }
    }

    public static void main(String[] args) {
        // several services in one process share one log; each would set it up again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        var commandLine = new CommandLine(new Regfleet());
        commandLine.setExecutionExceptionHandler(
                (failure, command, _) -> {
                    command.getErr().println(command.getColorScheme().errorText("regfleet: " + message(failure)));
                    if (Boolean.getBoolean("regfleet.trace")) {
                        failure.printStackTrace(command.getErr());
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
        System.exit(commandLine.execute(args));
    }

    /** The first cause that says something to a person. */
    private static String message(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getMessage() != null
                && cause.getMessage().equals(cause.getCause().toString())) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
