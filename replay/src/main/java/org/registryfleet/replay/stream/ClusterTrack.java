package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.LogRecord;
import org.registryfleet.events.Cause;
import org.registryfleet.events.SilentStep;
import org.registryfleet.replay.verdict.Findings;
import org.registryfleet.replay.verdict.Unfollowed;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.stream.ClusterReplay;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One cluster in the replay of a stage: folds what each recorded step stood on and decides again.
 */
final class ClusterTrack<R> {

    /** Beyond that many records a cluster whose decisions are at rest is folded ahead. */
    private static final int EASE_AT = 64;

    /** So many steps may be read before one that was published earlier, to another topic. */
    private static final int HELD = 16;

    private final String cluster;
    private final StageRules<R> rules;
    private final Comparison comparison;
    private final Findings findings;
    private final Pending pending = new Pending();
    private final Moments<R> moments = new Moments<>();
    private final NavigableMap<Long, RecordedStep> held = new TreeMap<>();
    private ClusterReplay<R> replay;
    private byte @Nullable [] lastResult;
    private boolean lost;

    ClusterTrack(
            String cluster,
            StageRules<R> rules,
            Events events,
            Comparison comparison,
            Findings findings) {
        this.cluster = cluster;
        this.rules = rules;
        this.comparison = comparison;
        this.findings = findings;
        this.replay = ClusterReplay.of(rules.anywhere(), events, cluster);
    }

    /**
     * Takes in a record.
     *
     * @param safe places that the stage had passed before any step that is still to come
     */
    void take(LogRecord record, List<Cause> safe) {
        if (lost) {
            return;
        }
        pending.add(record);
        if (pending.size() > EASE_AT && held.isEmpty() && replay.isQuiet()) {
            moments.clear();
            pending.takeTo(safe).forEach(earlier -> fold(earlier, earlier.time()));
        }
    }

    /**
     * Makes the recorded step again and compares. Steps of one moment come from several topics in
     * no order: one that comes too early waits.
     */
    void play(RecordedStep step) {
        if (!lost && step.stepsBefore() > replay.steps() && held.size() < HELD) {
            held.put(step.step(), step);
            return;
        }
        again(step);
        while (!held.isEmpty() && held.firstEntry().getValue().stepsBefore() <= replay.steps()) {
            again(held.pollFirstEntry().getValue());
        }
    }

    /** No further step comes. */
    void finish() {
        held.values().forEach(this::again);
        held.clear();
    }

    private void again(RecordedStep step) {
        findings.about(step.decision().getDecidedAt());
        if (isRepetition(step)) {
            findings.repeated();
            return;
        }
        if (lost || !standsBefore(step)) {
            findings.unfollowed();
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
        if (comparison.isSame(step, decided) && silent) {
            findings.same();
        }
        settle(step);
    }

    private void settle(RecordedStep step) {
        var result = comparison.result(step);
        if (replay.steps() != step.step() || comparison.differed()) {
            replay.adopt(step.step(), result == null ? null : result.event());
        }
        if (result != null) {
            lastResult = result.record().value();
        }
    }

    /** Makes a step again that published nothing; whether it does so today. */
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
        LogRecord last = null;
        for (var record : pending.takeTo(basis)) {
            moments.folded(record);
            if (trigger != null && isAt(record, trigger)) {
                last = record;
            } else {
                fold(record, now);
            }
        }
        if (last != null) {
            fold(last, now);
        }
    }

    private void fold(LogRecord record, Instant now) {
        try {
            replay.fold(place(record), record.value(), now);
        } catch (UndecodableEventException refused) {
            findings.unreadable();
        }
    }

    /** A restarted service goes back a few steps; a log that was cut off begins in the middle. */
    private boolean standsBefore(RecordedStep step) {
        if (replay.steps() > step.stepsBefore()) {
            var earlier = moments.backTo(step.stepsBefore(), pending);
            if (earlier == null) {
                return lose(step, "the service went back to a step that is not remembered");
            }
            replay = earlier;
        }
        return replay.steps() == step.stepsBefore()
                || lose(
                        step,
                        "the log does not hold steps %d to %d"
                                .formatted(replay.steps() + 1, step.stepsBefore()));
    }

    private boolean lose(RecordedStep step, String why) {
        lost = true;
        var stage = rules.anywhere().stage().name();
        findings.because(new Unfollowed(stage, cluster, step.step(), why));
        return false;
    }

    /** A service that was restarted publishes its last result once more. */
    private boolean isRepetition(RecordedStep step) {
        var only = step.outputs().size() == 1 ? step.outputs().getFirst().record() : null;
        return only != null
                && only.topic().equals(rules.anywhere().resultTopic())
                && lastResult != null
                && Arrays.equals(lastResult, only.value());
    }

    private static boolean isAt(LogRecord record, Cause place) {
        return record.offset() == place.getOffset() && record.topic().equals(place.getTopic());
    }

    private static Cause place(LogRecord record) {
        return new Cause(record.topic(), record.partition(), record.offset());
    }
}
