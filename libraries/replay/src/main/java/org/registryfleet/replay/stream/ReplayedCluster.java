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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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

    /**
     * How long a process goes on after a send that it loses: Kafka's {@code delivery.timeout.ms},
     * and the time until the commit that fails.
     */
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(3);

    /** The number of results that a service may go back by. */
    private static final int RESULTS = 4;

    private final String cluster;
    private final StageRules<R> rules;
    private final OutputComparison comparison;
    private final ReplayFindings findings;
    private final Function<OffsetRange, List<InputRecord>> log;
    private final PendingInputs pending = new PendingInputs();
    private final StateHistory<R> moments = new StateHistory<>();
    private final NavigableMap<StepOrder, RecordedStep> held = new TreeMap<>();
    private ClusterReplay<R> replay;
    private final Deque<String> lastResults = new ArrayDeque<>();
    private @Nullable ExpectedOutput owed;
    private final List<ExpectedOutput> overdue = new ArrayList<>();
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
        while (!held.isEmpty()) {
            again(held.pollFirstEntry().getValue());
        }
        postpone();
        for (var open : overdue) {
            close(
                    open,
                    open.missing().stream().allMatch(m -> isAtEnd.test(open.step(), m.topic())));
        }
        overdue.clear();
    }

    private void again(RecordedStep step) {
        if (!isRepetition(step) && goesOn(step)) {
            return;
        }
        postpone();
        settleOverdue(step);
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
            note(result);
        }
    }

    /** Whether the records belong to an incomplete step. */
    private boolean goesOn(RecordedStep step) {
        var open = owed != null && owed.isContinuedBy(step) ? owed : overdue(step);
        if (open == null) {
            return false;
        }
        findings.about(open.decidedAt());
        overdue.remove(open);
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
            note(result);
        }
        return true;
    }

    private @Nullable ExpectedOutput overdue(RecordedStep step) {
        return overdue.stream().filter(one -> one.isContinuedBy(step)).findFirst().orElse(null);
    }

    /** Sends to other topics can reach the log before what is missing, or before a crash. */
    private void postpone() {
        if (owed != null) {
            overdue.add(owed);
            owed = null;
        }
    }

    /** A crash explains what is missing; a process that goes on for longer had not sent it. */
    private void settleOverdue(RecordedStep step) {
        boolean isTorn = isRepetition(step) || isAfterCrash(step);
        if (isTorn) {
            abandonHeld(step.publishedAt());
        }
        var latest = step.decision().getDecidedAt().minus(LONGEST_DELIVERY);
        for (var open : List.copyOf(overdue)) {
            if (isTorn || open.decidedAt().isBefore(latest)) {
                overdue.remove(open);
                close(open, isTorn);
            }
        }
    }

    /** What these steps waited for was lost in the crash. */
    private void abandonHeld(Instant crash) {
        held.values()
                .removeIf(
                        waiting -> {
                            boolean isBefore = waiting.publishedAt().isBefore(crash);
                            if (isBefore) {
                                findings.about(waiting.decision().getDecidedAt());
                                findings.torn();
                            }
                            return isBefore;
                        });
    }

    private void close(ExpectedOutput open, boolean isTorn) {
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
     * Replays a step that published nothing, or whose records may be lost; returns whether the
     * replay publishes as much.
     */
    private boolean silently(RecordedStep step, SilentStep silent) {
        foldTo(silent.getBasis(), silent.getTrigger(), silent.getAt());
        if (silent.getInterrupted()) {
            replay.interrupt(silent.getAt());
            return true;
        }
        if (silent.getResult() != null) {
            replay.standOn(silent.getResult(), silent.getAt());
            return true;
        }
        var decided = replay.decideUnconfirmed(silent.getTrigger(), silent.getAt());
        if (decided.isEmpty() == silent.getPublished()) {
            comparison.unexpected(step, decided.isEmpty() ? null : decided.getFirst());
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

    /**
     * A restarted service publishes its last result again; it may have gone back to an earlier one.
     */
    private boolean isRepetition(RecordedStep step) {
        var result = step.outputs().size() == 1 ? comparison.result(step) : null;
        return result != null && lastResults.contains(comparison.digest(result));
    }

    private void note(RecordedStep.Output result) {
        lastResults.addLast(comparison.digest(result));
        if (lastResults.size() > RESULTS) {
            lastResults.removeFirst();
        }
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
