package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the options that stand in no command's own help. */
@Command(
        name = "options",
        description = {
            "Lists the options that say where the fleet is.",
            "Each command that asks the fleet takes them; a context sets them for all calls."
        })
final class OptionsCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec");
        }
        var shown = CommandSpec.create();
        for (var option : CommandSpec.forAnnotatedObject(new FleetOptions()).options()) {
            shown.addOption(option.toBuilder().hidden(false).build());
        }
        var out = spec.commandLine().getOut();
        out.print(new CommandLine.Help(shown, spec.commandLine().getColorScheme()).optionList());
        out.flush();
    }
}
