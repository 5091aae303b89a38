package org.registryfleet.regfleet.audit;

import org.registryfleet.events.PolicyRollout;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.LoggedPolicies;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/** What the commands about policies have in common: the log, who speaks, and the answer. */
final class PolicyConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AuditView view;

    PolicyConsole(AuditView view) {
        this.view = view;
    }

    AuditView view() {
        return view;
    }

    SortedMap<String, PolicyRollout> all() {
        return policies().read();
    }

    /** The policy of that name. */
    PolicyRollout named(String name) {
        var all = all();
        var found = all.get(name);
        if (found == null) {
            throw CommandFailure.refused(
                    "there is no policy \"%s\"; there %s"
                            .formatted(
                                    name,
                                    all.isEmpty()
                                            ? "is none"
                                            : "are " + String.join(", ", all.keySet())));
        }
        return found;
    }

    Command command(String policy, String reason) {
        return new Command(
                UUID.randomUUID().toString(),
                policy,
                view.surroundings().environment().getOrDefault("USER", "regfleet"),
                reason);
    }

    Instant now() {
        return view.surroundings().clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Tells the fleet, and says what came of it. */
    void tell(PolicyFact.Commanded command, String done) {
        var answer = policies().tell(command, PATIENCE);
        if (answer.isEmpty()) {
            throw CommandFailure.unreachable(
                    "the log has it, but fleet-policy has not answered within %d s: is it running?"
                            .formatted(PATIENCE.toSeconds()));
        }
        if (!answer.get().isEmpty()) {
            throw CommandFailure.refused(answer.get());
        }
        say(List.of(done));
    }

    void say(List<String> lines) {
        view.say(lines);
    }

    private LoggedPolicies policies() {
        return new LoggedPolicies(view.access());
    }

    /** Why a person says something; it stands in the log. */
    static final class Why {

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Why; it stands in the log.")
        String reason = "";
    }
}
