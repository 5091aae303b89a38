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
import java.util.TreeMap;

/**
 * One cluster as a stage's task holds it: the fold, where in the log it stands, its alarm, and
 * which steps nobody has been told of.
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

    /**
     * What is remembered of the last decision.
     *
     * @param wakeAt when to decide again though nothing has happened; null for never
     * @param afterAlarm no record led to it, so none will come again to repeat it
     * @param failure null when it was made
     */
    public record LastDecision(
            @Nullable Instant wakeAt,
            boolean afterTimer,
            Steps steps,
            @Nullable RuleFailure failure) {

        static final LastDecision NONE = new LastDecision(null, false, Steps.NONE, null);
    }

    /**
     * As it was stored.
     *
     * @param latest the latest time of a record, by topic; without those it is not known of
     */
    public ClusterState(
            Fold<R> fold, List<Cause> basis, Map<String, Long> latest, LastDecision last) {
        this.latest.putAll(latest);
        this.fold = fold;
        this.wakeAt = last.wakeAt();
        this.loadedAfterTimer = last.afterTimer();
        this.steps = last.steps();
        this.failure = last.failure();
        this.recorded = fold.view().ledger();
        basis.forEach(cause -> this.basis.put(cause.getTopic(), cause));
    }

    /** Nothing is known yet. */
    public static <R> ClusterState<R> of(String cluster) {
        return new ClusterState<>(Fold.of(cluster), List.of(), Map.of(), LastDecision.NONE);
    }

    /** The same, to be changed independently. */
    ClusterState<R> copy() {
        return new ClusterState<>(
                fold, basis(), latest, new LastDecision(wakeAt, afterTimer, steps, failure));
    }

    /** Goes on from what the log says of a step that was decided otherwise. */
    void adopt(long step, Fold<R> recordedFold) {
        fold = recordedFold;
        recorded = recordedFold.view().ledger();
        steps = new Steps(step, List.of());
    }

    /** Steps up to now. */
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

    void decided(Fold<R> next, @Nullable Instant nextWakeAt) {
        fold = next;
        wakeAt = nextWakeAt;
        failure = null;
    }

    /** The rules threw: what was folded in stays, and deciding is tried again after a pause. */
    RuleFailure failed(String error, Instant now) {
        int attempts = failure == null ? 1 : Math.addExact(failure.attempts(), 1);
        failure = new RuleFailure(attempts, failure == null ? now : failure.since(), error);
        wakeAt = now.plus(Backoff.STANDARD.after(fold.view().cluster(), attempts));
        return failure;
    }

    /** Why nothing was decided the last time; null when something was. */
    public @Nullable RuleFailure failure() {
        return failure;
    }

    /** Ends a step, which counts when it published or changed the ledger. */
    void stepped(boolean published, @Nullable Cause trigger, Instant now) {
        var ledger = fold.view().ledger();
        if (published) {
            steps = steps.published();
        } else if (ledger != recorded) {
            steps = steps.silent(silentStep(trigger, now, false));
        }
        recorded = ledger.pruned(now);
        if (recorded != ledger) {
            fold = fold.with(fold.view().withLedger(recorded));
        }
    }

    /** Notes whether a record or an alarm has led to the decision. */
    public void triggeredBy(@Nullable Cause trigger) {
        afterTimer = trigger == null;
    }

    /** What the last decision led to may not have reached the log, and no record will show it. */
    public boolean isInterrupted() {
        return loadedAfterTimer && !repeated;
    }

    public boolean isAfterTimer() {
        return afterTimer || isInterrupted();
    }

    /** A record has come again since this memory was loaded. */
    public boolean isRepeated() {
        return repeated;
    }

    /** Notes that a record has come again: no outcome is waited for any longer. */
    public void repeated(Instant now) {
        repeated = true;
        var view = fold.view();
        fold = fold.with(view.withLedger(view.ledger().withDeadlinesReached(now)));
        recorded = fold.view().ledger();
        steps = steps.silent(silentStep(null, now, true));
    }

    private SilentStep silentStep(@Nullable Cause trigger, Instant now, boolean interrupted) {
        return SilentStep.newBuilder()
                .setAt(Instant.ofEpochMilli(now.toEpochMilli()))
                .setTrigger(trigger)
                .setBasis(basis())
                .setInterrupted(interrupted)
                .build();
    }

    /** Notes the time of a record that was folded in. */
    public void note(Cause cause, long timestamp) {
        latest.merge(cause.getTopic(), timestamp, Math::max);
    }

    /** The latest time that a record of the topic had; null when that is not known. */
    public @Nullable Long latest(String topic) {
        return latest.get(topic);
    }

    /**
     * A record that {@link #hasSeen} is none that comes again, but of a topic that begins anew: it
     * is later than all that were folded in, or (of a store without times) than this process.
     */
    public boolean isFromRecreatedTopic(Cause cause, long timestamp, Instant started) {
        var last = latest.get(cause.getTopic());
        return timestamp > (last == null ? started.toEpochMilli() : last);
    }

    /** The topic begins anew: its places of before say nothing any more. */
    public void forget(String topic) {
        basis.remove(topic);
        restored.clear();
    }

    /** Nobody has registered the cluster, or it has left the fleet. */
    public boolean isUnregistered() {
        return fold.view().registration() == null;
    }

    /** The input at the key is as new as the record, or newer. */
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

    /** Puts a fact back; the rest of the memory knows of the record already. */
    public void restore(String key, Cause cause, Event event) {
        fold = fold.restore(event);
        restored.put(key, cause.getOffset());
    }

    /** The record was folded in before: at-least-once delivery repeats records after a crash. */
    public boolean hasSeen(Cause cause) {
        var last = basis.get(cause.getTopic());
        return last != null
                && last.getPartition() == cause.getPartition()
                && last.getOffset() >= cause.getOffset();
    }
}
