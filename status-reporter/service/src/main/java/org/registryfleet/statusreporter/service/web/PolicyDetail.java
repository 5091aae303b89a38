package org.registryfleet.statusreporter.service.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.fleetpolicy.rollout.RolloutRemedies;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.FieldConflict;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.StageCount;
import org.registryfleet.stage.view.JsonText;
import org.registryfleet.statusreporter.service.fleet.PolicyHistory;
import org.registryfleet.statusreporter.service.fleet.PolicyHistory.AnsweredCommand;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy, its rollout, and what people have said about it, as JSON.
 *
 * @param document as it was applied
 * @param consent hash of the plan that the person has seen, or "confirmed"; empty for neither
 * @param notes clusters that somebody should look at, at most 200
 * @param conflicts at most 200
 * @param commands newest first, at most 50
 */
record PolicyDetail(
        PolicyRow policy,
        Map<String, Object> document,
        String appliedBy,
        Instant appliedAt,
        String reason,
        String consent,
        List<StageLine> stages,
        List<NoteLine> notes,
        List<FieldConflict> conflicts,
        List<CommandLine> commands) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A stage.
     *
     * @param state OPEN, APPROVAL when it needs one, or WAITS
     * @param clusters by progress, all of them named
     */
    record StageLine(String name, String state, int size, Map<String, Integer> clusters) {

        static StageLine of(StageCount stage) {
            var clusters = new TreeMap<String, Integer>();
            for (var progress : Progress.values()) {
                clusters.put(progress.name(), stage.clusters().getOrDefault(progress, 0));
            }
            return new StageLine(
                    stage.name(),
                    stage.open() ? "OPEN" : stage.approval() ? "APPROVAL" : "WAITS",
                    stage.size(),
                    clusters);
        }
    }

    /**
     * A cluster that somebody should look at.
     *
     * @param remedy what somebody can do; empty for nothing
     */
    record NoteLine(String cluster, String stage, String progress, String reason, String remedy) {}

    /**
     * What a person has said.
     *
     * @param answer FOLLOWED, REFUSED, or UNKNOWN while nobody has answered, or after a later
     *     answer
     */
    record CommandLine(
            Instant at,
            String by,
            String command,
            String stage,
            long version,
            List<String> clusters,
            String reason,
            String answer,
            String refusal) {

        static CommandLine of(AnsweredCommand said) {
            var refusal = said.refusal();
            return new CommandLine(
                    said.at(),
                    said.command().by(),
                    said.kind(),
                    said.stage(),
                    said.version(),
                    said.clusters(),
                    said.command().reason(),
                    refusal == null ? "UNKNOWN" : refusal.isEmpty() ? "FOLLOWED" : "REFUSED",
                    refusal == null ? "" : refusal);
        }
    }

    static PolicyDetail of(RolloutReport report, PolicyHistory history) {
        return new PolicyDetail(
                PolicyRow.of(report),
                JSON.convertValue(JsonText.tree(report.document()), new TypeReference<>() {}),
                report.applied().by(),
                report.appliedAt(),
                report.applied().reason(),
                report.consent(),
                report.stages().stream().map(StageLine::of).toList(),
                report.notes().stream()
                        .map(
                                one ->
                                        new NoteLine(
                                                one.cluster(),
                                                one.stage(),
                                                one.progress().name(),
                                                one.reason(),
                                                RolloutRemedies.of(report, one)))
                        .toList(),
                report.conflicts(),
                history.commands().stream().map(CommandLine::of).toList());
    }
}
