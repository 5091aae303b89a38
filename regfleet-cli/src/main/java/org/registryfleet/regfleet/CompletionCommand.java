package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

import java.util.List;

/** Prints the completion for a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes commands, options and clusters in bash and zsh.",
            "Use it by:",
            "  source <(./regfleet completion)"
        })
final class CompletionCommand implements Runnable {

    /** Stands for the clusters until the script is complete: picocli would quote a command. */
    private static final String CLUSTERS = "CLUSTERS-OF-THE-FLEET";

    private static final String ASK =
            "$(\"${COMP_WORDS[0]}\" status 2>/dev/null | tail -n +2 | cut -d ' ' -f 1)";

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            var root = spec.root();
            completeClusters(root);
            var out = spec.commandLine().getOut();
            out.print(
                    AutoComplete.bash("regfleet", root.commandLine())
                            .replace('"' + CLUSTERS + '"', ASK));
            out.flush();
        }
    }

    private static void completeClusters(CommandSpec command) {
        for (var position : List.copyOf(command.positionalParameters())) {
            if (position.paramLabel().equals("CLUSTER") && position.group() == null) {
                command.remove(position);
                command.addPositional(
                        PositionalParamSpec.builder(position)
                                .completionCandidates(List.of(CLUSTERS))
                                .build());
            }
        }
        command.subcommands().values().forEach(one -> completeClusters(one.getCommandSpec()));
    }
}
