package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Commanded;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy with the latest of what people have said about it.
 *
 * @param report null before the first report, and after it is withdrawn
 * @param commands newest first, at most {@link #MOST}
 */
public record PolicyHistory(@Nullable RolloutReport report, List<AnsweredCommand> commands) {

    /** How many commands are kept of each policy. */
    public static final int MOST = 50;

    static final PolicyHistory EMPTY = new PolicyHistory(null, List.of());

    public PolicyHistory {
        commands = List.copyOf(commands);
    }

    /**
     * What a person has said.
     *
     * @param kind APPLIED, DELETED, or the step of a rollout
     * @param stage of an approval
     * @param version that the person has seen; 0 for none
     * @param clusters of a retry; empty for all that have failed
     * @param refusal why it was not followed; empty when it was, null while that is not known
     */
    public record AnsweredCommand(
            Instant at,
            Command command,
            String kind,
            String stage,
            long version,
            List<String> clusters,
            @Nullable String refusal) {

        public AnsweredCommand {
            clusters = List.copyOf(clusters);
        }

        static AnsweredCommand of(Commanded said) {
            var at = said.at();
            var command = said.command();
            return switch (said) {
                case PolicyFact.Applied applied ->
                        new AnsweredCommand(
                                at, command, "APPLIED", "", applied.replaces(), List.of(), null);
                case PolicyFact.Deleted _ ->
                        new AnsweredCommand(at, command, "DELETED", "", 0, List.of(), null);
                case PolicyFact.Stepped step ->
                        new AnsweredCommand(
                                at,
                                command,
                                step.step().name(),
                                step.stage(),
                                step.version(),
                                List.copyOf(step.clusters()),
                                null);
            };
        }

        AnsweredCommand answered(RolloutReport.Answer answer) {
            return command.id().equals(answer.command())
                    ? new AnsweredCommand(
                            at, command, kind, stage, version, clusters, answer.refusal())
                    : this;
        }
    }

    PolicyHistory with(RolloutReport now) {
        return new PolicyHistory(
                now, commands.stream().map(one -> one.answered(now.answer())).toList());
    }

    PolicyHistory with(Commanded command) {
        var said = AnsweredCommand.of(command);
        var all = new ArrayList<AnsweredCommand>();
        all.add(report == null ? said : said.answered(report.answer()));
        all.addAll(commands);
        return new PolicyHistory(report, all.subList(0, Math.min(all.size(), MOST)));
    }
}
