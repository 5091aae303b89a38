package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stage's actions by slot. Immutable. */
public final class Ledger {

    /** How long an outcome is waited for: the executor's time limit and a margin. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    /** How long a finished write may take to appear in the view. */
    static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(10);

    private static final Ledger EMPTY = new Ledger(Map.of(), 0, Contests.NONE);

    private final Map<Slot, LedgerEntry> entries;
    private final long issued;
    private final Contests contests;

    private Ledger(Map<Slot, LedgerEntry> entries, long issued, Contests contests) {
        this.entries = entries;
        this.issued = issued;
        this.contests = contests;
    }

    public static Ledger empty() {
        return EMPTY;
    }

    /** A ledger without contests. */
    public static Ledger of(Map<Slot, LedgerEntry> entries, long issued) {
        return of(entries, issued, Contests.NONE);
    }

    /** A ledger as it was stored. */
    public static Ledger of(Map<Slot, LedgerEntry> entries, long issued, Contests contests) {
        return new Ledger(new TreeMap<>(entries), issued, contests);
    }

    public Map<Slot, LedgerEntry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** How many actions were ever issued; part of their ids. */
    public long issued() {
        return issued;
    }

    /** Which fields were written, and which of them do not stay so. */
    public Contests contests() {
        return contests;
    }

    /** The fields that do not stay as they are written. */
    public List<ContestedField> contested() {
        return contests.shown();
    }

    /** The object is as wanted but for fields that do not stay so. */
    public boolean isContestOnly(Change change) {
        return change instanceof Change.Patch patch
                && contests.holds(new Slot(patch.ref(), patch.onStatus()), patch);
    }

    /** Without what nothing can follow from any more. */
    public Ledger pruned(Instant now) {
        return with(contests.pruned(entries::get, now));
    }

    /** Nothing is asked for, waited for or failing. */
    public boolean isQuiet() {
        return entries.isEmpty();
    }

    /** Failures that somebody should know of, by slot. Conflicts resolve themselves. */
    public List<Map.Entry<Slot, LedgerEntry.Failing>> failures() {
        var failures = new ArrayList<Map.Entry<Slot, LedgerEntry.Failing>>();
        entries.forEach(
                (slot, entry) -> {
                    var failing =
                            switch (entry) {
                                case LedgerEntry.Failing f -> f;
                                case LedgerEntry.Awaiting a -> a.before();
                                case LedgerEntry.Settling _ -> null;
                            };
                    if (failing != null && !failing.failure().conflict()) {
                        failures.add(Map.entry(slot, failing));
                    }
                });
        return failures;
    }

    /** Takes in an answer; unknown ids are answers to actions that were issued again. */
    public Ledger settle(ActionAnswer answer, Snapshot snapshot, Instant now) {
        for (var slot : entries.keySet()) {
            if (entries.get(slot) instanceof LedgerEntry.Awaiting awaiting
                    && awaiting.actionId().equals(answer.actionId())) {
                var settled =
                        with(slot, settled(slot, awaiting, answer, snapshot, now))
                                .with(contests(slot, answer, now));
                return isRecovery(slot, awaiting, answer) ? settled.withRetriesDue(now) : settled;
            }
        }
        return this;
    }

    /** A write that had failed goes through: the cluster takes writes again. */
    private static boolean isRecovery(
            Slot slot, LedgerEntry.Awaiting awaiting, ActionAnswer answer) {
        return answer instanceof ActionAnswer.Done
                && awaiting.before() != null
                && awaiting.before().failure().isUnavailable()
                && !slot.ref().liesOutside();
    }

    /**
     * The cluster answers again: what it did not answer to is tried at once, not at the end of a
     * pause. Pauses go on growing if that fails, too. What it refused, what it asked to come later,
     * and what lies outside of it wait as before.
     */
    public Ledger withRetriesDue(Instant now) {
        var copy = new TreeMap<>(entries);
        copy.replaceAll(
                (slot, entry) ->
                        entry instanceof LedgerEntry.Failing failing && !slot.ref().liesOutside()
                                ? failing.withRetriesDue(now)
                                : entry);
        return copy.equals(entries) ? this : new Ledger(copy, issued, contests);
    }

    /** The view of an object has changed: a finished write may have become visible. */
    public Ledger observe(ObjectRef ref, Observed observed) {
        var result = this;
        for (var status : List.of(false, true)) {
            var slot = new Slot(ref, status);
            if (entries.get(slot) instanceof LedgerEntry.Settling settling
                    && isVisible(settling, observed)) {
                result = result.with(slot, null);
            }
        }
        return result;
    }

    /**
     * An object is gone: whatever was asked of it is settled, and what comes next need not wait. A
     * late answer is not known any more.
     */
    public Ledger vanish(ObjectRef ref) {
        var result = this;
        for (var status : List.of(false, true)) {
            var slot = new Slot(ref, status);
            result =
                    switch (entries.get(slot)) {
                        case LedgerEntry.Awaiting _, LedgerEntry.Settling _ ->
                                result.with(slot, null);
                        case LedgerEntry.Failing _ -> result;
                        case null -> result;
                    };
        }
        return result;
    }

    /**
     * Another state of the cluster has taken the place of the one that was written to: a version
     * that was waited for may never come, and a conflict was one with what is not there any more.
     */
    public Ledger restored() {
        var copy = new TreeMap<>(entries);
        copy.entrySet()
                .removeIf(
                        one ->
                                !one.getKey().ref().liesOutside()
                                        && switch (one.getValue()) {
                                            case LedgerEntry.Settling _ -> true;
                                            case LedgerEntry.Failing failing ->
                                                    failing.failure().conflict();
                                            case LedgerEntry.Awaiting _ -> false;
                                        });
        return new Ledger(copy, issued, contests);
    }

    /** The same with every deadline reached: what was asked may never have been published. */
    public Ledger withDeadlinesReached(Instant now) {
        var copy = new TreeMap<>(entries);
        copy.replaceAll(
                (slot, entry) ->
                        entry instanceof LedgerEntry.Awaiting awaiting
                                ? awaiting.until(now)
                                : entry);
        return new Ledger(copy, issued, contests);
    }

    /** Chooses what to publish of the changes that are needed now. */
    public Plan plan(List<Change> changes, Snapshot snapshot, LedgerOwner owner, Instant now) {
        return new ActionPlanner(this, snapshot, owner, now).run(changes);
    }

    Ledger with(Slot slot, @Nullable LedgerEntry entry) {
        if (entry == null && !entries.containsKey(slot)) {
            return this;
        }
        var copy = new TreeMap<>(entries);
        if (entry == null) {
            copy.remove(slot);
        } else {
            copy.put(slot, entry);
        }
        return new Ledger(copy, issued, contests);
    }

    Ledger with(Contests next) {
        return next.equals(contests) ? this : new Ledger(entries, issued, next);
    }

    private Contests contests(Slot slot, ActionAnswer answer, Instant now) {
        return answer instanceof ActionAnswer.Done done
                ? contests.answered(slot, done.actionId(), done.unkept(), now)
                : contests;
    }

    Ledger issuing(Slot slot, LedgerEntry.Awaiting entry) {
        var copy = new TreeMap<>(entries);
        copy.put(slot, entry);
        return new Ledger(copy, issued + 1, contests);
    }

    private @Nullable LedgerEntry settled(
            Slot slot,
            LedgerEntry.Awaiting awaiting,
            ActionAnswer answer,
            Snapshot snapshot,
            Instant now) {
        var observed = snapshot.find(slot.ref()).orElse(null);
        return switch (answer) {
            case ActionAnswer.Done done -> {
                var settling =
                        new LedgerEntry.Settling(
                                awaiting.actionId(),
                                awaiting.intention(),
                                awaiting.attempt(),
                                done.uid(),
                                done.resourceVersion(),
                                now.plus(SETTLE_TIMEOUT));
                yield isVisible(settling, observed) ? null : settling;
            }
            case ActionAnswer.Failed failed ->
                    new LedgerEntry.Failing(
                            awaiting.actionId(),
                            awaiting.intention(),
                            awaiting.attempt(),
                            new Failure(
                                    failed.refused(),
                                    failed.conflict(),
                                    failed.reason(),
                                    failed.message()),
                            awaiting.before() == null ? now : awaiting.before().since(),
                            now.plus(Backoff.STANDARD.after(failed, awaiting.attempt())),
                            observed == null ? "" : observed.resourceVersion());
        };
    }

    private static boolean isVisible(LedgerEntry.Settling settling, @Nullable Observed observed) {
        if (settling.resourceVersion().isEmpty()) {
            return observed == null || observed.isDeleting();
        }
        return observed != null
                && (!observed.uid().equals(settling.uid())
                        || isAtLeast(observed.resourceVersion(), settling.resourceVersion()));
    }

    /** resourceVersions are decimal numbers that grow; anything else compares by equality. */
    private static boolean isAtLeast(String seen, String wanted) {
        if (seen.equals(wanted)) {
            return true;
        }
        return isNumber(seen)
                && isNumber(wanted)
                && new BigInteger(seen).compareTo(new BigInteger(wanted)) > 0;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
