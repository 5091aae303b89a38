package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Cause;
import org.registryfleet.events.SilentStep;
import org.registryfleet.replay.stream.OutputComparison.ExpectedOutput;
import org.registryfleet.replay.stream.OutputComparison.Verdict;
import org.registryfleet.replay.verdict.NotReplayable;
import org.registryfleet.replay.verdict.ReplayFindings;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.runtime.ClusterReplay;
import org.registryfleet.stage.runtime.ClusterReplay.Published;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Replays one cluster in one stage: folds the inputs that each recorded step was based on, and
 * decides again.
 */
final class ReplayedCluster<R> {

    /** Above this number of records, superseded ones are dropped. */
    private static final int CONDENSE_AT = 64;

    /** The number of steps that may be read ahead of an earlier step on another topic. */
    private static final int HELD = 16;

    private final String cluster;
    private final StageRules<R> rules;
    private final OutputComparison comparison;
    private final ReplayFindings findings;
    private final Function<OffsetRange, List<InputRecord>> log;
    private final PendingInputs pending = new PendingInputs();
    private final StateHistory<R> moments = new StateHistory<>();
    private final NavigableMap<StepOrder, RecordedStep> held = new TreeMap<>();
    private ClusterReplay<R> replay;
    private byte @Nullable [] lastResult;
    private @Nullable ExpectedOutput owed;
    private int condenseAt = CONDENSE_AT;
    private Instant moment = Instant.MIN;
    private boolean lost;

    /**
     * @param log reads the cluster's records of a range once more
     */
    ReplayedCluster(
            String cluster,
            StageRules<R> rules,
            OutputComparison comparison,
            ReplayFindings findings,
            Function<OffsetRange, List<InputRecord>> log) {
        this.cluster = cluster;
        this.rules = rules;
        this.comparison = comparison;
        this.findings = findings;
        this.log = log;
        this.replay = ClusterReplay.of(rules.anywhere(), cluster);
    }

    /**
     * Applies a record.
     *
     * @param safe positions that the stage had consumed before any remaining step, unless a crash
     *     resets it
     */
    void take(InputRecord input, List<Cause> safe) {
        if (lost || !replay.concerns(input.reading())) {
            return;
        }
        pending.add(input);
        if (pending.size() > condenseAt && held.isEmpty() && replay.isQuiet()) {
            pending.condense(safe);
            condenseAt = Math.max(CONDENSE_AT, 2 * pending.size());
        }
    }

    /**
     * Replays the recorded step and compares. Steps with the same timestamp arrive from several
     * topics in any order; one that arrives too early waits.
     */
    void play(RecordedStep step) {
        if (step.publishedAt().isAfter(moment)) {
            moment = step.publishedAt();
        }
        playHeld();
        if (!lost && held.size() < HELD && mustWait(step)) {
            held.merge(StepOrder.of(step), step, RecordedStep::and);
        } else {
            again(step);
            playHeld();
        }
    }

    private void playHeld() {
        while (!held.isEmpty() && (lost || !mustWait(held.firstEntry().getValue()))) {
            again(held.pollFirstEntry().getValue());
        }
    }

    /** An earlier step, or the remainder of one with the same timestamp, is still missing. */
    private boolean mustWait(RecordedStep step) {
        return step.stepsBefore() > replay.steps()
                || (owed != null
                        && !owed.isContinuedBy(step)
                        && owed.step().publishedAt().equals(moment));
    }

    /**
     * Completes the replay after the last step.
     *
     * @param isAtEnd whether no record after the step was read from the topic
     */
    void finish(BiPredicate<RecordedStep, String> isAtEnd) {
        held.values().forEach(this::again);
        held.clear();
        if (owed != null) {
            var open = owed;
            var isCut = open.missing().stream().allMatch(m -> isAtEnd.test(open.step(), m.topic()));
            close(open, isCut);
        }
    }

    private void again(RecordedStep step) {
        if (owed != null && goesOn(owed, step)) {
            return;
        }
        findings.about(step.decision().getDecidedAt());
        if (isRepetition(step)) {
            findings.repeated();
            return;
        }
        if (lost || !standsBefore(step)) {
            findings.notReplayable();
            return;
        }
        replay.use(rules.under(step.decision().getSettings()));
        moments.begin(replay);
        boolean silent = step.decision().getSilentSteps().stream().allMatch(s -> silently(step, s));
        foldTo(
                step.decision().getBasis(),
                step.decision().getTrigger(),
                step.decision().getDecidedAt());
        var decided = replay.decide(step.decision().getTrigger(), step.decision().getDecidedAt());
        settle(step, decided, silent);
    }

    private void settle(RecordedStep step, List<Published> published, boolean silent) {
        var decided = comparison.decided(published);
        var verdict = comparison.against(step, decided);
        if (verdict == Verdict.SHORT) {
            owed = new ExpectedOutput(step, comparison.missing(step, decided), !silent);
        } else if (verdict == Verdict.SAME && silent) {
            findings.same();
        }
        var result = comparison.result(step);
        if (replay.steps() != step.step() || verdict == Verdict.DIFFERENT) {
            replay.adopt(step.step(), result == null ? null : result.event());
        } else if (result != null) {
            replay.published(result.event());
        }
        if (result != null) {
            lastResult = result.record().value();
        }
    }

    /** Whether the records belong to the incomplete step; otherwise that step is closed. */
    private boolean goesOn(ExpectedOutput open, RecordedStep step) {
        findings.about(open.decidedAt());
        if (!open.isContinuedBy(step)) {
            close(open, isRepetition(step) || isAfterCrash(step));
            return false;
        }
        owed = null;
        switch (comparison.against(step, open.missing())) {
            case SAME -> {
                if (!open.counted()) {
                    findings.same();
                }
            }
            case SHORT -> owed = open.after(step, comparison.missing(step, open.missing()));
            case DIFFERENT -> {}
        }
        var result = comparison.result(step);
        if (result != null) {
            lastResult = result.record().value();
        }
        return true;
    }

    private void close(ExpectedOutput open, boolean isTorn) {
        owed = null;
        if (!isTorn) {
            replay.adopt(open.step().step(), null);
        }
        if (open.counted()) {
            return;
        }
        findings.about(open.decidedAt());
        if (isTorn) {
            findings.torn();
        } else {
            comparison.unrecorded(open);
        }
    }

    /** The service had restarted from an earlier state, or was stopped in between. */
    private boolean isAfterCrash(RecordedStep step) {
        return step.stepsBefore() < replay.steps()
                || step.decision().getSilentSteps().stream().anyMatch(SilentStep::getInterrupted);
    }

    /**
     * Replays a step that published nothing; returns whether the replay publishes nothing either.
     */
    private boolean silently(RecordedStep step, SilentStep silent) {
        foldTo(silent.getBasis(), silent.getTrigger(), silent.getAt());
        if (silent.getInterrupted()) {
            replay.interrupt(silent.getAt());
            return true;
        }
        var decided = replay.decide(silent.getTrigger(), silent.getAt());
        if (!decided.isEmpty()) {
            comparison.unexpected(step, decided.getFirst());
            return false;
        }
        return true;
    }

    private void foldTo(List<Cause> basis, @Nullable Cause trigger, Instant now) {
        InputRecord last = null;
        pending.leftOut(basis).forEach(this::readAgain);
        var taken = pending.takeTo(basis);
        taken.forEach(moments::folded);
        for (var input : replay.isQuiet() ? PendingInputs.lastWords(taken) : taken) {
            if (input.reading().place().equals(trigger)) {
                last = input;
            } else {
                fold(input, now);
            }
        }
        if (last != null) {
            fold(last, now);
        }
        condenseAt = CONDENSE_AT;
    }

    private void readAgain(OffsetRange range) {
        var records = log.apply(range).stream().filter(one -> replay.concerns(one.reading()));
        pending.restore(range, records.toList());
    }

    private void fold(InputRecord input, Instant now) {
        try {
            replay.fold(input.reading(), now);
        } catch (UndecodableEventException refused) {
            findings.unreadable();
            if (input.supersedes()) {
                lose(0, "what was left out for the unreadable " + input.reading().place());
            }
        }
    }

    /** A restarted service rolls back a few steps; a truncated log starts in the middle. */
    private boolean standsBefore(RecordedStep step) {
        if (replay.steps() > step.stepsBefore()) {
            var earlier = moments.backTo(step.stepsBefore(), pending);
            if (earlier == null && step.stepsBefore() == 0) {
                // it was deregistered, so the service starts over as with a new cluster
                earlier = ClusterReplay.of(rules.anywhere(), cluster);
            }
            if (earlier == null) {
                return lose(step.step(), "the service went back to a step that is not remembered");
            }
            replay = earlier;
        }
        return replay.steps() == step.stepsBefore()
                || lose(
                        step.step(),
                        "the log does not hold steps %d to %d"
                                .formatted(replay.steps() + 1, step.stepsBefore()));
    }

    private boolean lose(long step, String why) {
        lost = true;
        var stage = rules.anywhere().stage().name();
        findings.because(new NotReplayable(stage, cluster, step, why));
        return false;
    }

    /** A restarted service publishes its last result again. */
    private boolean isRepetition(RecordedStep step) {
        var only = step.outputs().size() == 1 ? step.outputs().getFirst().record() : null;
        return only != null
                && only.topic().equals(rules.anywhere().resultTopic())
                && lastResult != null
                && Arrays.equals(lastResult, only.value());
    }

    /** The order of a cluster's steps: after a crash a step number repeats with a later time. */
    private record StepOrder(Instant decidedAt, long step) implements Comparable<StepOrder> {

        private static final Comparator<StepOrder> ORDER =
                Comparator.comparing(StepOrder::decidedAt).thenComparingLong(StepOrder::step);

        static StepOrder of(RecordedStep step) {
            return new StepOrder(step.decision().getDecidedAt(), step.step());
        }

        @Override
        public int compareTo(StepOrder other) {
            return ORDER.compare(this, other);
        }
    }
}
