package org.registryfleet.stage.runtime;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.SilentStep;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.ledger.Backoff;
import org.registryfleet.stage.ledger.Ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A stage's in-memory state of one cluster: the fold, the input offsets it includes, the next
 * timer, and the steps since the last publication.
 */
public final class ClusterState<R> {

    private final Map<String, Cause> basis = new TreeMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<String, Long> restored = new HashMap<>();
    private Fold<R> fold;
    private @Nullable Instant wakeAt;
    private final boolean loadedAfterTimer;
    private boolean afterTimer;
    private boolean repeated;
    private Steps steps;
    private Ledger recorded;
    private @Nullable RuleFailure failure;
    private @Nullable ResultStep resultStep;

    /**
     * The part of the state that describes the last decision.
     *
     * @param wakeAt when to decide again without a new record; null for never
     * @param afterTimer a timer triggered it, so no redelivered record will repeat it
     * @param failure null when the rules did not throw
     * @param resultStep the step that published the last result; null when unknown
     */
    public record LastDecision(
            @Nullable Instant wakeAt,
            boolean afterTimer,
            Steps steps,
            @Nullable RuleFailure failure,
            @Nullable ResultStep resultStep) {

        static final LastDecision NONE = new LastDecision(null, false, Steps.NONE, null, null);
    }

    /**
     * Restores a persisted state.
     *
     * @param latest highest record timestamp by topic; topics without a known one are missing
     */
    public ClusterState(
            Fold<R> fold, List<Cause> basis, Map<String, Long> latest, LastDecision last) {
        this.latest.putAll(latest);
        this.fold = fold;
        this.wakeAt = last.wakeAt();
        this.loadedAfterTimer = last.afterTimer();
        this.steps = last.steps();
        this.failure = last.failure();
        this.resultStep = last.resultStep();
        this.recorded = fold.view().ledger();
        basis.forEach(cause -> this.basis.put(cause.getTopic(), cause));
    }

    /** The empty state. */
    public static <R> ClusterState<R> of(String cluster) {
        return new ClusterState<>(Fold.of(cluster), List.of(), Map.of(), LastDecision.NONE);
    }

    /** An independent copy. */
    ClusterState<R> copy() {
        return new ClusterState<>(
                fold,
                basis(),
                latest,
                new LastDecision(wakeAt, afterTimer, steps, failure, resultStep));
    }

    /** Goes on from another fold that stands behind the same step. */
    void resume(Fold<R> recordedFold) {
        fold = recordedFold;
    }

    /** Replaces the state with the recorded one of a step that was decided differently. */
    void adopt(long step, Fold<R> recordedFold) {
        if (!Objects.equals(recordedFold.view().previous(), fold.view().previous())) {
            resultStep = new ResultStep(step, 0);
        }
        fold = recordedFold;
        recorded = recordedFold.view().ledger();
        steps = new Steps(step, List.of(), List.of());
    }

    /** The step that published the last result; null when there is none or it is unknown. */
    public @Nullable ResultStep resultStep() {
        return resultStep;
    }

    /**
     * A crash has lost the last result, but not the state behind it: goes on from an earlier one.
     *
     * @param earlier the step that published it
     */
    public void standOn(ResultStep earlier, Instant now) {
        steps = steps.silent(step(null, now).setResult(earlier.step()).build());
        resultStep = earlier;
    }

    /** Steps counted so far. */
    public Steps steps() {
        return steps;
    }

    public Fold<R> fold() {
        return fold;
    }

    public List<Cause> basis() {
        return List.copyOf(basis.values());
    }

    public @Nullable Instant wakeAt() {
        return wakeAt;
    }

    public void evolve(Event event, Cause cause, Instant now) {
        fold = fold.evolve(event, now);
        basis.put(cause.getTopic(), cause);
    }

    void decided(Fold<R> next, @Nullable Instant nextWakeAt, Instant now) {
        if (!Objects.equals(next.view().previous(), fold.view().previous())) {
            resultStep = new ResultStep(steps.count() + 1, now.toEpochMilli());
        }
        fold = next;
        wakeAt = nextWakeAt;
        failure = null;
    }

    /**
     * Records that the rules threw: the folded state stays, and the decision is retried with
     * backoff.
     */
    RuleFailure failed(String error, Instant now) {
        int attempts = failure == null ? 1 : Math.addExact(failure.attempts(), 1);
        failure = new RuleFailure(attempts, failure == null ? now : failure.since(), error);
        wakeAt = now.plus(Backoff.STANDARD.after(fold.view().cluster(), attempts));
        return failure;
    }

    /** Failure of the last decision; null when it succeeded. */
    public @Nullable RuleFailure failure() {
        return failure;
    }

    /** Completes a step. It counts when it published or changed the ledger. */
    void stepped(boolean published, @Nullable Cause trigger, Instant now) {
        var ledger = fold.view().ledger();
        if (published) {
            steps = steps.published(step(trigger, now).setPublished(true).build());
        } else if (ledger != recorded) {
            steps = steps.silent(step(trigger, now).build());
        }
        recorded = ledger.pruned(now);
        if (recorded != ledger) {
            fold = fold.with(fold.view().withLedger(recorded));
        }
    }

    /** The step that published last is recorded like a silent one, as after a restart. */
    void lastUnconfirmed() {
        steps = steps.lastUnconfirmed();
    }

    /** Records whether a record or a timer (null) triggered the decision. */
    public void triggeredBy(@Nullable Cause trigger) {
        afterTimer = trigger == null;
    }

    /**
     * The output of the last decision may not have reached Kafka, and no redelivered record will
     * reveal that.
     */
    public boolean isInterrupted() {
        return loadedAfterTimer && !repeated;
    }

    public boolean isAfterTimer() {
        return afterTimer || isInterrupted();
    }

    /** Whether a record was redelivered since the state was loaded. */
    public boolean isRepeated() {
        return repeated;
    }

    /** Records a redelivery: actions without an outcome are due to be issued again. */
    public void repeated(Instant now) {
        repeated = true;
        var view = fold.view();
        fold = fold.with(view.withLedger(view.ledger().withDeadlinesReached(now)));
        recorded = fold.view().ledger();
        steps = steps.silent(step(null, now).setInterrupted(true).build());
    }

    private SilentStep.Builder step(@Nullable Cause trigger, Instant now) {
        return SilentStep.newBuilder()
                .setAt(Instant.ofEpochMilli(now.toEpochMilli()))
                .setTrigger(trigger)
                .setBasis(basis());
    }

    /** Records the timestamp of a folded record. */
    public void note(Cause cause, long timestamp) {
        latest.merge(cause.getTopic(), timestamp, Math::max);
    }

    /** The highest timestamp of a record of the topic; null when unknown. */
    public @Nullable Long latest(String topic) {
        return latest.get(topic);
    }

    /**
     * Tells a redelivery from a recreated topic for a record that {@link #hasSeen}: in a recreated
     * topic its timestamp is later than all folded ones or, without stored timestamps, than the
     * start of this process.
     */
    public boolean isFromRecreatedTopic(Cause cause, long timestamp, Instant started) {
        var last = latest.get(cause.getTopic());
        return timestamp > (last == null ? started.toEpochMilli() : last);
    }

    /** Drops the offsets of a recreated topic. */
    public void forget(String topic) {
        basis.remove(topic);
        restored.clear();
    }

    /** The cluster is not registered, or was deregistered. */
    public boolean isUnregistered() {
        return fold.view().registration() == null;
    }

    /** Whether the stored input is at least as new as the record. */
    public boolean isRestored(String key, Cause cause, List<Cause> entry) {
        var own = restored.get(key);
        return own != null
                ? own >= cause.getOffset()
                : entry.stream()
                        .anyMatch(
                                last ->
                                        last.getTopic().equals(cause.getTopic())
                                                && last.getPartition() == cause.getPartition()
                                                && last.getOffset() >= cause.getOffset());
    }

    /** Restores one input; the rest of the state already includes the record. */
    public void restore(String key, Cause cause, Event event) {
        fold = fold.restore(event);
        restored.put(key, cause.getOffset());
    }

    /**
     * Whether the record was folded before: at-least-once delivery repeats records after a crash.
     */
    public boolean hasSeen(Cause cause) {
        var last = basis.get(cause.getTopic());
        return last != null
                && last.getPartition() == cause.getPartition()
                && last.getOffset() >= cause.getOffset();
    }
}
