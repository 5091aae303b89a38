package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion for a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes commands and options in bash and zsh.",
            "Use it by:",
            "  source <(./regfleet completion)"
        })
final class CompletionCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            out.print(AutoComplete.bash("regfleet", spec.root().commandLine()));
            out.flush();
        }
    }
}
