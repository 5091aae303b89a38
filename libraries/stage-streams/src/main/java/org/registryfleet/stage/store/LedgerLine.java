package org.registryfleet.stage.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;

/** Persisted form of a {@link LedgerEntry} in {@link ClusterStateSnapshot}. */
record LedgerLine(
        ObjectRef ref,
        boolean status,
        String state,
        String actionId,
        String intention,
        int attempt,
        long time,
        @Nullable Long since,
        String uid,
        String version,
        @JsonIgnoreProperties("invalid") @Nullable Failure failure,
        @Nullable LedgerLine before) {

    LedgerLine after(@Nullable LedgerLine failed) {
        return new LedgerLine(
                ref, status, state, actionId, intention, attempt, time, since, uid, version,
                failure, failed);
    }

    Slot slot() {
        return new Slot(ref, status);
    }

    LedgerEntry entry() {
        return entry(this);
    }

    static LedgerLine of(Slot slot, LedgerEntry entry) {
        return switch (entry) {
            case LedgerEntry.Awaiting e ->
                    line(slot, e, new Rest("awaiting", e.deadline(), null, "", "", null))
                            .after(e.before() == null ? null : of(slot, e.before()));
            case LedgerEntry.Settling e -> {
                var version = e.resourceVersion();
                yield line(
                        slot, e, new Rest("settling", e.deadline(), null, e.uid(), version, null));
            }
            case LedgerEntry.Failing e -> {
                var since = e.since();
                yield line(
                        slot,
                        e,
                        new Rest("failing", e.notBefore(), since, "", e.target(), e.failure()));
            }
        };
    }

    /** The fields that differ between the states of an entry. */
    private record Rest(
            String state,
            Instant time,
            @Nullable Instant since,
            String uid,
            String version,
            @Nullable Failure failure) {}

    private static LedgerLine line(Slot slot, LedgerEntry entry, Rest rest) {
        return new LedgerLine(
                slot.ref(),
                slot.status(),
                rest.state(),
                entry.actionId(),
                entry.intention(),
                entry.attempt(),
                rest.time().toEpochMilli(),
                ClusterStateSnapshot.millis(rest.since()),
                rest.uid(),
                rest.version(),
                rest.failure(),
                null);
    }

    private static LedgerEntry entry(LedgerLine line) {
        var time = Instant.ofEpochMilli(line.time());
        return switch (line.state()) {
            case "awaiting" ->
                    new LedgerEntry.Awaiting(
                            line.actionId(),
                            line.intention(),
                            line.attempt(),
                            time,
                            line.before() == null
                                    ? null
                                    : failing(
                                            line.before(),
                                            Instant.ofEpochMilli(line.before().time())));
            case "settling" ->
                    new LedgerEntry.Settling(
                            line.actionId(),
                            line.intention(),
                            line.attempt(),
                            line.uid(),
                            line.version(),
                            time);
            case "failing" -> failing(line, time);
            default ->
                    throw new IllegalStateException("stored ledger line of state " + line.state());
        };
    }

    private static LedgerEntry.Failing failing(LedgerLine line, Instant notBefore) {
        var failure = line.failure();
        var since = ClusterStateSnapshot.instant(line.since());
        if (failure == null || since == null) {
            throw new IllegalStateException("stored failure without its reason or time");
        }
        return new LedgerEntry.Failing(
                line.actionId(),
                line.intention(),
                line.attempt(),
                failure,
                since,
                notBefore,
                line.version());
    }
}
