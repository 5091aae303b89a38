package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.output.OutputFormat;
import org.registryfleet.regfleet.procedure.Proposal;
import org.registryfleet.regfleet.procedure.Proposal.Feasible;
import org.registryfleet.regfleet.procedure.Proposal.Refused;
import org.registryfleet.stage.change.Desired;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows a proposal, asks when it has an impact, and hands it in as a request. */
final class ProposalOptions {

    @Option(names = "--dry-run", description = "Only print what would be written, and why.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why; it stands in the fleet's log beside who asked and when.")
    private String reason = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the fleet's answer (default ${DEFAULT-VALUE}).")
    private int wait = 60;

    /**
     * Asks the fleet to carry a proposal out.
     *
     * @return the exit status of the command
     */
    int carryOut(Proposal proposal, String cluster, Regfleet root, FleetOptions fleet) {
        return switch (proposal) {
            case Refused refused ->
                    throw CommandFailure.refused(
                            refused.why() + "\n" + "Instead: " + refused.instead());
            case Feasible feasible -> carryOut(feasible, cluster, root, fleet);
        };
    }

    private int carryOut(Feasible proposal, String cluster, Regfleet root, FleetOptions fleet) {
        root.print(json(proposal), () -> lines(proposal));
        if (dryRun || proposal.fields().isEmpty()) {
            return 0;
        }
        var surroundings = root.surroundings();
        try (var book = fleet.book(surroundings)) {
            FleetOptions.registered(cluster, book.all());
        }
        if (!proposal.impact().isEmpty() && !yes) {
            confirm(surroundings.confirmation());
        }
        var request =
                new Assignment(
                        UUID.randomUUID().toString(),
                        proposal.confirmed(),
                        surroundings.user(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        reason,
                        proposal.seen());
        try (var requests = fleet.requests(surroundings)) {
            root.say("Asked for it as %s.".formatted(request.by()));
            return tell(requests.ask(cluster, request, Duration.ofSeconds(wait)), cluster, root);
        }
    }

    private static int tell(Optional<RequestOutcome> answer, String cluster, Regfleet root) {
        if (answer.isEmpty() || !answer.get().isFinal()) {
            var why = answer.map(RequestOutcome::message).orElse("");
            throw CommandFailure.unreachable(
                    "the fleet has not written it yet%s; it tries for an hour, see: regfleet history %s"
                            .formatted(why.isEmpty() ? "" : " (" + why + ")", cluster));
        }
        if (answer.get().state() != RequestOutcome.State.DONE) {
            throw CommandFailure.refused("nothing was written: " + answer.get().message());
        }
        root.say("Written.");
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
            lines.add("%s %s:".formatted(verb(write), write.ref()));
            OutputFormat.yaml(write.manifest()).lines().forEach(line -> lines.add("  " + line));
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

    private static String verb(Desired.Present write) {
        return write.scope() == Desired.Scope.OBJECT ? "create" : "patch";
    }

    private ObjectNode json(Feasible proposal) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("reason", proposal.reason())
                .put("dryRun", dryRun)
                .put("configGeneration", proposal.seen().configGeneration());
        var writes = json.putArray("writes");
        for (var write : proposal.writes()) {
            writes.addObject()
                    .put("verb", verb(write))
                    .put("object", write.ref().toString())
                    .set("body", write.manifest());
        }
        proposal.impact().forEach(json.putArray("impact")::add);
        proposal.hints().forEach(json.putArray("hints")::add);
        return json;
    }
}
