package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A policy and how far it has come.
 *
 * @param document JSON, as it was applied
 * @param applied by whom and why
 * @param consent hash of the plan or what else the person agreed to
 * @param reason why it waits or is paused; empty when there is nothing to say
 * @param since when the state or the reason last changed
 * @param compliance clusters by how they compare, in lower case
 * @param notes clusters that need somebody, at most {@link #MOST}
 * @param conflicts at most {@link #MOST}
 */
public record RolloutReport(
        String policy,
        long version,
        String document,
        Command applied,
        Instant appliedAt,
        String consent,
        State state,
        String reason,
        Instant since,
        List<StageCount> stages,
        SortedMap<String, Integer> compliance,
        List<ClusterNote> notes,
        List<FieldConflict> conflicts,
        Answer answer) {

    /** How many single clusters a report names. */
    public static final int MOST = 200;

    public RolloutReport {
        stages = List.copyOf(stages);
        notes = List.copyOf(notes);
        conflicts = List.copyOf(conflicts);
    }

    /** How many clusters it selects. */
    public int selected() {
        return compliance.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether it writes, as soon as its rollout comes to a cluster. */
    public boolean enforces() {
        return state != State.INFORM;
    }

    /** The stage that waits for an approval; empty for none. */
    public String awaited() {
        return state != State.APPROVAL
                ? ""
                : stages.stream()
                        .filter(stage -> !stage.open())
                        .map(StageCount::name)
                        .findFirst()
                        .orElse("");
    }

    /** Where a policy stands. */
    public enum State {
        /** Nothing is written. */
        INFORM,
        RUNNING,
        /** A stage waits for a person. */
        APPROVAL,
        /** Nothing new starts. */
        PAUSED,
        SUCCEEDED,
        /** Nothing new starts until there is another version. */
        ABORTED,
        UNDOING,
        UNDONE
    }

    /** How a cluster stands in a rollout. */
    public enum Progress {
        TO_APPLY,
        PROGRESSING,
        SUCCEEDED,
        FAILED,
        TIME_OUT,
        SKIP
    }

    /** A stage and its clusters by progress. */
    public record StageCount(
            String name, boolean open, boolean approval, SortedMap<Progress, Integer> clusters) {

        /** How many clusters it has. */
        public int size() {
            return clusters.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** A cluster that somebody should look at. */
    public record ClusterNote(String cluster, String stage, Progress progress, String reason) {}

    /** Policies that want different values of one field of one cluster. */
    public record FieldConflict(String cluster, String field, List<String> policies) {

        public FieldConflict {
            policies = List.copyOf(policies);
        }
    }

    /**
     * What became of the last command.
     *
     * @param refusal why it was not followed; empty when it was
     */
    public record Answer(String command, String refusal) {}
}
