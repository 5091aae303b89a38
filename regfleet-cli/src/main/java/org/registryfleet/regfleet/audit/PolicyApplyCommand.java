package org.registryfleet.regfleet.audit;

import org.registryfleet.events.PolicyRollout;
import org.registryfleet.fleetpolicy.policy.Consent;
import org.registryfleet.fleetpolicy.policy.FleetPolicy;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Hands policies to the fleet. */
@Command(
        name = "apply",
        description = {
            "Hands policies to the fleet, each as a new version.",
            "One that enforces takes the hash of its plan, or --yes. Policies that are there",
            "already as the files say are left alone."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong use",
            "3:refused: a policy is wrong, the plan has moved, or nobody has agreed to enforce it",
            "4:the log cannot be reached, or fleet-policy has not answered"
        })
final class PolicyApplyCommand implements Callable<Integer> {

    @Mixin private AuditView view = new AuditView();
    @Mixin private PolicyConsole.Why why = new PolicyConsole.Why();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "PATH",
            description = "YAML file, or folder of such files; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--plan",
            paramLabel = "HASH",
            defaultValue = "",
            description = "Only when the plan of these files still has this hash.")
    private String plan = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Enforce without having seen a plan.")
    private boolean yes;

    @Option(
            names = "--all-clusters",
            description = "Agree to an enforced policy whose placement selects every cluster.")
    private boolean all;

    @Override
    public Integer call() {
        var console = new PolicyConsole(view);
        var folder = view.surroundings().folder();
        var wanted = PolicyFiles.documents(files.stream().map(folder::resolve).toList());
        var present = console.all();
        var changed = new ArrayList<PolicyFiles.Document>();
        for (var one : wanted) {
            if (isPresent(one, present)) {
                console.say(List.of(one.policy().name() + " is unchanged"));
            } else {
                changed.add(one);
            }
        }
        changed.forEach(one -> agree(one.policy()));
        if (!plan.isEmpty()) {
            compare(wanted.stream().map(PolicyFiles.Document::policy).toList());
        }
        changed.forEach(one -> apply(console, one, present));
        return 0;
    }

    private static boolean isPresent(PolicyFiles.Document one, Map<String, PolicyRollout> present) {
        var there = present.get(one.policy().name());
        return there != null && there.getDocument().equals(one.json());
    }

    private Consent consent() {
        return new Consent(plan, yes, all);
    }

    private void agree(FleetPolicy policy) {
        switch (consent().lacks(policy)) {
            case AGREEMENT ->
                    throw CommandFailure.refused(
                            "%s would be enforced: give --plan HASH, as 'regfleet policy plan' prints it, or --yes; nothing was applied"
                                    .formatted(policy.name()));
            case ALL_CLUSTERS ->
                    throw CommandFailure.refused(
                            "%s selects every cluster of the fleet: give --all-clusters as well; nothing was applied"
                                    .formatted(policy.name()));
            case NOTHING -> {}
        }
    }

    private void compare(List<FleetPolicy> policies) {
        try (var log = view.log()) {
            var now = PolicyPlan.of(policies, LoggedMembers.of(log).clusters());
            if (!now.hash().equals(plan)) {
                throw CommandFailure.refused(
                        "the plan's hash is %s now, not %s: look at 'regfleet policy plan' again; nothing was applied"
                                .formatted(now.hash(), plan));
            }
        }
    }

    private void apply(
            PolicyConsole console, PolicyFiles.Document one, Map<String, PolicyRollout> present) {
        var name = one.policy().name();
        var before = present.get(name);
        long version = before == null ? 0 : before.getVersion();
        console.tell(
                new PolicyFact.Applied(
                        console.now(),
                        console.command(name, why.reason),
                        one.json(),
                        version,
                        consent().text()),
                "%s is applied%s"
                        .formatted(
                                name,
                                one.policy().enforcement().enforces()
                                        ? ": regfleet policy rollout status " + name
                                        : ", which informs"));
    }
}
