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

/**
 * The stage's actions by slot: in flight, done but not yet observed, or failed and in backoff.
 * Immutable.
 */
public final class Ledger {

    /**
     * Timeout of an outcome: the executor's time limit plus a margin. From outside it doubles with
     * every action in a row that nobody answered.
     */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    /** How long a successful write may take to appear in the view. */
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

    /** Restores a stored ledger. */
    public static Ledger of(Map<Slot, LedgerEntry> entries, long issued, Contests contests) {
        return new Ledger(new TreeMap<>(entries), issued, contests);
    }

    public Map<Slot, LedgerEntry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Number of actions ever issued; part of their ids. */
    public long issued() {
        return issued;
    }

    /** Recently written and contested fields. */
    public Contests contests() {
        return contests;
    }

    /** The contested fields, for users. */
    public List<ContestedField> contested() {
        return contests.shown();
    }

    /** Whether the change consists of contested fields only. */
    public boolean isContestOnly(Change change) {
        return change instanceof Change.Patch patch
                && contests.holds(new Slot(patch.ref(), patch.onStatus()), patch);
    }

    /** Without expired contests. */
    public Ledger pruned(Instant now) {
        return with(contests.pruned(entries::get, now));
    }

    /** Whether no action is in flight, unobserved or failing. */
    public boolean isQuiet() {
        return entries.isEmpty();
    }

    /** Failures to report, by slot. Conflicts resolve themselves. */
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

    /** Applies an answer; unknown ids belong to actions that were reissued since. */
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

    /**
     * A retried write succeeded after the cluster had been unavailable, so it accepts writes again.
     */
    private static boolean isRecovery(
            Slot slot, LedgerEntry.Awaiting awaiting, ActionAnswer answer) {
        return answer instanceof ActionAnswer.Done
                && awaiting.before() != null
                && awaiting.before().failure().isUnavailable()
                && !slot.ref().liesOutside();
    }

    /**
     * The cluster is available again: failures due to unavailability are retried at once instead of
     * after their backoff, which goes on growing if the retry fails. Rejected and throttled writes
     * and external resources keep their backoff.
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

    /** An object was observed: a successful write may have become visible. */
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
     * An object is gone: its pending entries are dropped, so the next action need not wait, and a
     * late answer is ignored.
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
     * The cluster was restored or replaced: an awaited resourceVersion may never appear, and
     * conflicts are obsolete, so both are dropped.
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

    /** With all deadlines reached: after a crash, issued actions may never have been published. */
    public Ledger withDeadlinesReached(Instant now) {
        var copy = new TreeMap<>(entries);
        copy.replaceAll(
                (slot, entry) ->
                        entry instanceof LedgerEntry.Awaiting awaiting
                                ? awaiting.until(now)
                                : entry);
        return new Ledger(copy, issued, contests);
    }

    /** Plans which of the needed changes are issued now. */
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

    /** resourceVersions are increasing decimal numbers; anything else compares by equality. */
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
