package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.wire.RecordJson;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** How a policy that enforces reaches its clusters. */
@Command(
        name = "rollout",
        description = "Shows and steers how a policy reaches its clusters.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong use",
            "3:refused",
            "4:the log cannot be reached, or fleet-policy has not answered"
        })
final class RolloutCommand {

    private static final List<String> PROGRESS =
            List.of("TO_APPLY", "PROGRESSING", "SUCCEEDED", "FAILED", "TIME_OUT", "SKIP");

    @Command(
            name = "status",
            description = "Shows the stages, and the clusters that need somebody.")
    int status(
            @Mixin AuditView view,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name) {
        var console = new PolicyConsole(view);
        var policy = console.named(name);
        view.print(RecordJson.of(policy), () -> lines(policy));
        return 0;
    }

    @Command(name = "approve", description = "Lets a stage begin that waits for an approval.")
    int approve(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name,
            @Parameters(paramLabel = "STAGE", description = "The stage.") String stage) {
        return step(new Word(view, why, name), Step.APPROVE, stage, new TreeSet<>());
    }

    @Command(name = "pause", description = "Begins nothing new; what is under way is finished.")
    int pause(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name) {
        return step(new Word(view, why, name), Step.PAUSE, "", new TreeSet<>());
    }

    @Command(
            name = "resume",
            description = {
                "Goes on with a rollout that is paused.",
                "Failures and clusters out of reach up to now pause it no more."
            })
    int resume(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name) {
        return step(new Word(view, why, name), Step.RESUME, "", new TreeSet<>());
    }

    @Command(name = "retry", description = "Tries clusters again that have failed.")
    int retry(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(index = "0", paramLabel = "NAME", description = "The policy.") String name,
            @Parameters(
                            index = "1..*",
                            arity = "0..*",
                            paramLabel = "CLUSTER",
                            description = "Clusters. Default: all that have failed.")
                    @Nullable List<String> clusters) {
        var some = clusters == null ? List.<String>of() : clusters;
        return step(new Word(view, why, name), Step.RETRY, "", new TreeSet<>(some));
    }

    @Command(
            name = "abort",
            description = {
                "Ends a rollout; what it has reached stays as it is.",
                "Another version begins a new one."
            })
    int abort(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name) {
        return step(new Word(view, why, name), Step.ABORT, "", new TreeSet<>());
    }

    @Command(
            name = "undo",
            description = {
                "Brings back the values from before the policy, within the same limits.",
                "What somebody has changed since is left alone, and so are dangers that the policy",
                "does not allow."
            })
    int undo(
            @Mixin AuditView view,
            @Mixin PolicyConsole.Why why,
            @Parameters(paramLabel = "NAME", description = "The policy.") String name) {
        return step(new Word(view, why, name), Step.UNDO, "", new TreeSet<>());
    }

    /** Who says something to which policy. */
    private record Word(AuditView view, PolicyConsole.Why why, String policy) {}

    private static int step(Word word, Step step, String stage, SortedSet<String> clusters) {
        var console = new PolicyConsole(word.view());
        var name = word.policy();
        console.tell(
                new PolicyFact.Stepped(
                        console.now(),
                        console.command(name, word.why().reason),
                        step,
                        console.named(name).getVersion(),
                        stage,
                        clusters),
                "%s: %s is followed: regfleet policy rollout status %s"
                        .formatted(name, step.name().toLowerCase(Locale.ROOT), name));
        return 0;
    }

    private static List<String> lines(PolicyRollout policy) {
        var lines = new ArrayList<String>();
        lines.add(
                "%s version %d: %s%s"
                        .formatted(
                                policy.getPolicy(),
                                policy.getVersion(),
                                policy.getState().name().toLowerCase(Locale.ROOT),
                                policy.getMessage().isEmpty() ? "" : ", " + policy.getMessage()));
        lines.add(
                "applied by %s at %s%s"
                        .formatted(
                                policy.getBy(),
                                policy.getAt(),
                                policy.getReason().isEmpty() ? "" : ": " + policy.getReason()));
        if (!policy.getStages().isEmpty()) {
            lines.add("");
            lines.addAll(stages(policy));
        }
        if (!policy.getNotes().isEmpty()) {
            lines.add("");
            lines.addAll(notes(policy));
        }
        for (var conflict : policy.getConflicts()) {
            lines.add(
                    "conflict: %s of %s is wanted differently by %s; nobody writes it"
                            .formatted(
                                    conflict.getField(),
                                    conflict.getCluster(),
                                    String.join(" and ", conflict.getPolicies())));
        }
        return lines;
    }

    private static List<String> notes(PolicyRollout policy) {
        var table = new TextTable("CLUSTER", "STAGE", "PROGRESS", "REASON");
        policy.getNotes()
                .forEach(
                        one ->
                                table.row(
                                        one.getCluster(),
                                        one.getStage(),
                                        word(one.getProgress()),
                                        one.getReason()));
        return table.lines();
    }

    private static List<String> stages(PolicyRollout policy) {
        var table =
                new TextTable(
                        "STAGE",
                        "",
                        "TO APPLY",
                        "PROGRESSING",
                        "SUCCEEDED",
                        "FAILED",
                        "TIME OUT",
                        "SKIP");
        for (var stage : policy.getStages()) {
            if (stage.getClusters().isEmpty()) {
                continue;
            }
            var row = new ArrayList<String>();
            row.add(stage.getName());
            row.add(stage.getOpen() ? "open" : stage.getApproval() ? "needs approval" : "waits");
            PROGRESS.forEach(one -> row.add("" + stage.getClusters().getOrDefault(one, 0)));
            table.row(row.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String word(String progress) {
        return progress.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
