package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One run of {@link Ledger#plan}: turns changes into actions, except those that are in flight, in
 * backoff or contested.
 */
final class ActionPlanner {

    private final Snapshot snapshot;
    private final LedgerOwner owner;
    private final Instant now;
    private final List<IssuedAction> actions = new ArrayList<>();
    private final Contention contention;
    private Ledger ledger;
    private @Nullable Instant wakeAt;

    ActionPlanner(Ledger ledger, Snapshot snapshot, LedgerOwner owner, Instant now) {
        this.ledger = ledger;
        this.snapshot = snapshot;
        this.owner = owner;
        this.now = now;
        this.contention = new Contention(ledger.contests(), snapshot, now);
    }

    Plan run(List<Change> changes) {
        var wanted = new HashMap<Slot, Change>();
        for (var change : changes) {
            var slot = new Slot(change.ref(), change.onStatus());
            wanted.put(slot, change);
            consider(slot, change);
        }
        forget(wanted.keySet());
        contention.resolve(ledger.entries(), wanted);
        ledger = ledger.with(contention.contests());
        if (contention.wakeAt() != null) {
            wake(contention.wakeAt());
        }
        return new Plan(List.copyOf(actions), ledger, wakeAt);
    }

    private void consider(Slot slot, Change change) {
        var intention = digest(change.intention());
        switch (ledger.entries().get(slot)) {
            case null -> issue(slot, change, intention, 1, null);
            case LedgerEntry.Awaiting awaiting -> {
                if (now.isBefore(awaiting.deadline())) {
                    wake(awaiting.deadline());
                } else {
                    issue(slot, change, intention, awaiting.attempt() + 1, awaiting.before());
                }
            }
            case LedgerEntry.Settling settling -> {
                if (now.isBefore(settling.deadline())) {
                    wake(settling.deadline());
                } else {
                    issue(slot, change, intention, 1, null);
                }
            }
            case LedgerEntry.Failing failing -> retry(slot, change, intention, failing);
        }
    }

    private void retry(Slot slot, Change change, String intention, LedgerEntry.Failing failing) {
        if (!intention.equals(failing.intention())) {
            issue(slot, change, intention, 1, null);
        } else if (isNews(slot, failing)) {
            issue(slot, change, intention, 1, failing);
        } else if (now.isBefore(failing.notBefore())) {
            wake(failing.notBefore());
        } else {
            issue(slot, change, intention, failing.attempt() + 1, failing);
        }
    }

    /**
     * The object has changed since the failure: after a conflict it is written as soon as the view
     * has the newer version.
     */
    private boolean isNews(Slot slot, LedgerEntry.Failing failing) {
        var version = snapshot.find(slot.ref()).map(Observed::resourceVersion).orElse("");
        return !version.equals(failing.target());
    }

    private void issue(
            Slot slot,
            Change change,
            String intention,
            int attempt,
            LedgerEntry.@Nullable Failing before) {
        var isRetry = attempt > 1 || before != null;
        var allowed = contention.allowed(slot, change, isRetry);
        var part = allowed.change();
        if (part == null) {
            ledger = before == null ? ledger.with(slot, null) : ledger;
            return;
        }
        var id =
                digest(
                        owner.cluster()
                                + "|"
                                + owner.stage()
                                + "|"
                                + ledger.issued()
                                + "|"
                                + slot
                                + intention);
        var deadline = now.plus(patience(slot, attempt, before));
        actions.add(new IssuedAction(id, part, attempt, deadline));
        contention.issued(slot, id, part, allowed.left(), isRetry);
        ledger =
                ledger.issuing(
                        slot, new LedgerEntry.Awaiting(id, intention, attempt, deadline, before));
        wake(deadline);
    }

    /**
     * How long an answer is awaited. An action is issued again without one, and only the answer to
     * the latest counts: a provider that is always slower would never be heard.
     */
    private static Duration patience(Slot slot, int attempt, LedgerEntry.@Nullable Failing before) {
        int unanswered = attempt - 1 - (before == null ? 0 : before.attempt());
        return slot.ref().liesOutside()
                ? Ledger.ANSWER_TIMEOUT.multipliedBy(1L << Math.clamp(unanswered, 0, 5))
                : Ledger.ANSWER_TIMEOUT;
    }

    /**
     * Drops the failures of changes that are no longer needed; actions in flight keep their entry
     * until the deadline.
     */
    private void forget(Set<Slot> wanted) {
        for (var slot : List.copyOf(ledger.entries().keySet())) {
            if (wanted.contains(slot)) {
                continue;
            }
            switch (ledger.entries().get(slot)) {
                case null -> {}
                case LedgerEntry.Failing _ -> drop(slot);
                case LedgerEntry.Awaiting awaiting -> expire(slot, awaiting.deadline());
                case LedgerEntry.Settling settling -> expire(slot, settling.deadline());
            }
        }
    }

    private void expire(Slot slot, Instant deadline) {
        if (now.isBefore(deadline)) {
            wake(deadline);
        } else {
            drop(slot);
        }
    }

    /** Drops an entry that the current decision still saw, so the next decision is due at once. */
    private void drop(Slot slot) {
        ledger = ledger.with(slot, null);
        wake(now);
    }

    private void wake(Instant at) {
        if (wakeAt == null || at.isBefore(wakeAt)) {
            wakeAt = at;
        }
    }

    private static String digest(String text) {
        try {
            var bytes =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
