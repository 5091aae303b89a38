package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.output.OutputFormat;
import org.registryfleet.regfleet.procedure.ClusterWrite;
import org.registryfleet.regfleet.procedure.Proposal;
import org.registryfleet.regfleet.procedure.Proposal.Feasible;
import org.registryfleet.regfleet.procedure.Proposal.Refused;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Shows a proposal, asks when it has an impact, and carries it out. */
final class ProposalOptions {

    @Option(names = "--dry-run", description = "Only print what would be written, and why.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /** The exit status of the command. */
    int carryOut(Proposal proposal, Regfleet root, Consumer<ClusterWrite> execution) {
        return switch (proposal) {
            case Refused refused ->
                    throw CommandFailure.refused(
                            refused.why() + "\n" + "Instead: " + refused.instead());
            case Feasible feasible -> carryOut(feasible, root, execution);
        };
    }

    private int carryOut(Feasible proposal, Regfleet root, Consumer<ClusterWrite> execution) {
        root.print(json(proposal), () -> lines(proposal));
        if (dryRun || proposal.writes().isEmpty()) {
            return 0;
        }
        if (!proposal.impact().isEmpty() && !yes) {
            confirm(root.surroundings().confirmation());
        }
        proposal.writes().forEach(execution);
        root.say(proposal.writes().size() == 1 ? "Written." : "All written.");
        return 0;
    }

    private static void confirm(Confirmation confirmation) {
        var answer = confirmation.ask("Go on?");
        if (answer.isEmpty()) {
            throw CommandFailure.refused(
                    "nothing was written: this needs a confirmation and there is no terminal to ask on; add --yes");
        }
        if (!answer.get()) {
            throw CommandFailure.refused("nothing was written");
        }
    }

    private static List<String> lines(Feasible proposal) {
        var lines = new ArrayList<String>();
        lines.add("Why: " + proposal.reason());
        for (var write : proposal.writes()) {
            lines.add("");
            lines.add(title(write) + ":");
            OutputFormat.yaml(write.body()).lines().forEach(line -> lines.add("  " + line));
        }
        section(lines, "What happens:", proposal.impact());
        section(lines, "Good to know:", proposal.hints());
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            lines.add("");
            lines.add(title);
            sentences.forEach(sentence -> lines.add("  - " + sentence));
        }
    }

    private static String title(ClusterWrite write) {
        return switch (write) {
            case ClusterWrite.Create create -> "create " + create.ref();
            case ClusterWrite.Patch patch -> "patch " + patch.ref();
        };
    }

    private ObjectNode json(Feasible proposal) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("reason", proposal.reason()).put("dryRun", dryRun);
        var writes = json.putArray("writes");
        for (var write : proposal.writes()) {
            writes.addObject()
                    .put("verb", write instanceof ClusterWrite.Create ? "create" : "patch")
                    .put("object", write.ref().toString())
                    .set("body", write.body());
        }
        proposal.impact().forEach(json.putArray("impact")::add);
        proposal.hints().forEach(json.putArray("hints")::add);
        return json;
    }
}
