package org.registryfleet.stage.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.SilentStep;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.Entry;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.Contact;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What a stage must remember of a cluster beside its inputs, as JSON. Times in epoch millis. */
record StoredState(
        String session,
        boolean complete,
        Contact.State contact,
        @Nullable Long contactSince,
        String contactDetail,
        @Nullable List<Unreadable> unreadable,
        List<Line> lines,
        long issued,
        List<Position> positions,
        @Nullable Long wakeAt,
        boolean afterAlarm,
        long step,
        @Nullable List<SilentLine> silent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureLine failing) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One entry of the ledger. */
    record Line(
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
            @Nullable Failure failure,
            @Nullable Line before) {

        Line after(@Nullable Line failed) {
            return new Line(
                    ref, status, state, actionId, intention, attempt, time, since, uid, version,
                    failure, failed);
        }
    }

    /** Last record folded in of a topic. */
    record Position(String topic, int partition, long offset) {

        static Position of(Cause cause) {
            return new Position(cause.getTopic(), cause.getPartition(), cause.getOffset());
        }

        Cause cause() {
            return new Cause(topic, partition, offset);
        }
    }

    /** Rules that throw. */
    record FailureLine(int attempts, long since, String error) {

        RuleFailure failure() {
            return new RuleFailure(attempts, Instant.ofEpochMilli(since), error);
        }

        static @Nullable FailureLine of(@Nullable RuleFailure failure) {
            return failure == null
                    ? null
                    : new FailureLine(
                            failure.attempts(), failure.since().toEpochMilli(), failure.error());
        }
    }

    /** A step that was not published. */
    record SilentLine(
            long at, @Nullable Position trigger, List<Position> basis, boolean interrupted) {

        static SilentLine of(SilentStep step) {
            var trigger = step.getTrigger();
            return new SilentLine(
                    step.getAt().toEpochMilli(),
                    trigger == null ? null : Position.of(trigger),
                    step.getBasis().stream().map(Position::of).toList(),
                    step.getInterrupted());
        }

        SilentStep step() {
            return new SilentStep(
                    Instant.ofEpochMilli(at),
                    trigger == null ? null : trigger.cause(),
                    basis.stream().map(Position::cause).toList(),
                    interrupted);
        }
    }

    static StoredState of(ClusterMemory<?> memory) {
        var view = memory.fold().view();
        var lines = new ArrayList<Line>();
        view.ledger().entries().forEach((slot, entry) -> lines.add(line(slot, entry)));
        return new StoredState(
                memory.fold().session(),
                view.complete(),
                view.contact().state(),
                millis(view.contact().since()),
                view.contact().detail(),
                view.unreadable().stream()
                        .sorted(Comparator.comparing(Unreadable::toString))
                        .toList(),
                lines,
                view.ledger().issued(),
                memory.basis().stream().map(Position::of).toList(),
                millis(memory.wakeAt()),
                memory.isAfterAlarm(),
                memory.steps().count(),
                memory.steps().silent().stream().map(SilentLine::of).toList(),
                FailureLine.of(memory.failure()));
    }

    static StoredState read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, StoredState.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("the stored state of a cluster is damaged", broken);
        }
    }

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Contact, completeness and ledger put back. */
    <R> View<R> onto(View<R> view) {
        var entries = new TreeMap<Slot, Entry>();
        lines.forEach(line -> entries.put(new Slot(line.ref(), line.status()), entry(line)));
        return view.withComplete(complete)
                .withContact(new Contact(contact, instant(contactSince), contactDetail))
                .withUnreadable(unreadable == null ? Set.of() : Set.copyOf(unreadable))
                .withLedger(Ledger.of(entries, issued));
    }

    List<Cause> basis() {
        return positions.stream().map(Position::cause).toList();
    }

    ClusterMemory.Last last() {
        return new ClusterMemory.Last(
                instant(wakeAt),
                afterAlarm,
                new Steps(
                        step,
                        silent == null
                                ? List.of()
                                : silent.stream().map(SilentLine::step).toList()),
                failing == null ? null : failing.failure());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Line line(Slot slot, Entry entry) {
        return switch (entry) {
            case Entry.Awaiting e ->
                    line(slot, e, new Rest("awaiting", e.deadline(), null, "", "", null))
                            .after(e.before() == null ? null : line(slot, e.before()));
            case Entry.Settling e -> {
                var version = e.resourceVersion();
                yield line(
                        slot, e, new Rest("settling", e.deadline(), null, e.uid(), version, null));
            }
            case Entry.Failing e -> {
                var since = e.since();
                yield line(
                        slot,
                        e,
                        new Rest("failing", e.notBefore(), since, "", e.target(), e.failure()));
            }
        };
    }

    /** What an entry has beside what all entries have. */
    private record Rest(
            String state,
            Instant time,
            @Nullable Instant since,
            String uid,
            String version,
            @Nullable Failure failure) {}

    private static Line line(Slot slot, Entry entry, Rest rest) {
        return new Line(
                slot.ref(),
                slot.status(),
                rest.state(),
                entry.actionId(),
                entry.intention(),
                entry.attempt(),
                rest.time().toEpochMilli(),
                millis(rest.since()),
                rest.uid(),
                rest.version(),
                rest.failure(),
                null);
    }

    private static Entry entry(Line line) {
        var time = Instant.ofEpochMilli(line.time());
        return switch (line.state()) {
            case "awaiting" ->
                    new Entry.Awaiting(
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
                    new Entry.Settling(
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

    private static Entry.Failing failing(Line line, Instant notBefore) {
        var failure = line.failure();
        var since = instant(line.since());
        if (failure == null || since == null) {
            throw new IllegalStateException("stored failure without its reason or time");
        }
        return new Entry.Failing(
                line.actionId(),
                line.intention(),
                line.attempt(),
                failure,
                since,
                notBefore,
                line.version());
    }
}
