package org.registryfleet.stage.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.SilentStep;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.runtime.ClusterState;
import org.registryfleet.stage.runtime.ResultStep;
import org.registryfleet.stage.runtime.RuleFailure;
import org.registryfleet.stage.runtime.Steps;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cluster's persisted state other than its inputs, as JSON. Times in epoch millis.
 *
 * @param version of this format; 0 for snapshots without a version, whose positions have no times
 */
public record ClusterStateSnapshot(
        int version,
        String session,
        boolean complete,
        Connectivity.State contact,
        @Nullable Long contactSince,
        String contactDetail,
        @JsonIgnoreProperties("ofOneObject") @Nullable List<Unreadable> unreadable,
        List<LedgerLine> lines,
        long issued,
        List<Position> positions,
        @Nullable Long wakeAt,
        boolean afterAlarm,
        long step,
        @Nullable List<SilentLine> silent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureLine failing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StoredContests contests,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<UnservedKind> unserved,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResultStep result,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<List<StepLine>> unconfirmed) {

    static final int VERSION = 1;

    /** Writes and reads record components only: what a type says about itself is not stored. */
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                    .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .build();

    /**
     * Offset of the last folded record of a topic.
     *
     * @param latest highest record timestamp of the topic; null when unknown
     */
    record Position(
            String topic,
            int partition,
            long offset,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long latest) {

        static Position of(Cause cause) {
            return of(cause, null);
        }

        static Position of(Cause cause, @Nullable Long latest) {
            return new Position(cause.getTopic(), cause.getPartition(), cause.getOffset(), latest);
        }

        Cause cause() {
            return new Cause(topic, partition, offset);
        }
    }

    /** Persisted form of {@link RuleFailure}. */
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

    /** Persisted form of {@link SilentStep}, a step that published nothing. */
    record SilentLine(
            long at,
            @Nullable Position trigger,
            List<Position> basis,
            boolean interrupted,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean published,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long result) {

        static SilentLine of(SilentStep step) {
            var trigger = step.getTrigger();
            return new SilentLine(
                    step.getAt().toEpochMilli(),
                    trigger == null ? null : Position.of(trigger),
                    step.getBasis().stream().map(Position::of).toList(),
                    step.getInterrupted(),
                    step.getPublished(),
                    step.getResult());
        }

        SilentStep step() {
            return new SilentStep(
                    Instant.ofEpochMilli(at),
                    trigger == null ? null : trigger.cause(),
                    basis.stream().map(Position::cause).toList(),
                    interrupted,
                    published,
                    result);
        }
    }

    public static ClusterStateSnapshot of(ClusterState<?> clusterState) {
        var view = clusterState.fold().view();
        var lines = new ArrayList<LedgerLine>();
        view.ledger().entries().forEach((slot, entry) -> lines.add(LedgerLine.of(slot, entry)));
        return new ClusterStateSnapshot(
                VERSION,
                clusterState.fold().session(),
                view.complete(),
                view.contact().state(),
                millis(view.contact().since()),
                view.contact().detail(),
                view.unreadable().stream()
                        .sorted(Comparator.comparing(Unreadable::toString))
                        .toList(),
                lines,
                view.ledger().issued(),
                clusterState.basis().stream()
                        .map(cause -> Position.of(cause, clusterState.latest(cause.getTopic())))
                        .toList(),
                millis(clusterState.wakeAt()),
                clusterState.isAfterTimer(),
                clusterState.steps().count(),
                clusterState.steps().silent().stream().map(SilentLine::of).toList(),
                FailureLine.of(clusterState.failure()),
                StoredContests.of(view.ledger().contests()),
                view.unserved().stream()
                        .sorted(Comparator.comparing(UnservedKind::toString))
                        .toList(),
                clusterState.resultStep(),
                clusterState.steps().unconfirmed().stream()
                        .map(steps -> StepLine.of(steps, clusterState.basis()))
                        .toList());
    }

    static ClusterStateSnapshot read(byte[] bytes) {
        try {
            var state = JSON.readValue(bytes, ClusterStateSnapshot.class);
            if (state.version() > VERSION) {
                throw new IllegalStateException(
                        "the store was written by a later release (version %d of its format, this one reads %d): run that release"
                                .formatted(state.version(), VERSION));
            }
            return state;
        } catch (IOException broken) {
            throw new UncheckedIOException("the stored state of a cluster is damaged", broken);
        }
    }

    public byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Restores completeness, connectivity, what cannot be listed, and the ledger. */
    <R> View<R> onto(View<R> view) {
        var entries = new TreeMap<Slot, LedgerEntry>();
        lines.forEach(line -> entries.put(line.slot(), line.entry()));
        return view.withComplete(complete)
                .withContact(new Connectivity(contact, instant(contactSince), contactDetail))
                .withUnreadable(unreadable == null ? Set.of() : Set.copyOf(unreadable))
                .withUnserved(unserved == null ? Set.of() : Set.copyOf(unserved))
                .withLedger(Ledger.of(entries, issued, StoredContests.read(contests)));
    }

    List<Cause> basis() {
        return positions.stream().map(Position::cause).toList();
    }

    Map<String, Long> latest() {
        var latest = new TreeMap<String, Long>();
        for (var position : positions) {
            if (position.latest() != null) {
                latest.put(position.topic(), position.latest());
            }
        }
        return latest;
    }

    ClusterState.LastDecision last() {
        var silentSteps =
                silent == null
                        ? List.<SilentStep>of()
                        : silent.stream().map(SilentLine::step).toList();
        var lines = unconfirmed == null ? List.<List<StepLine>>of() : unconfirmed;
        var steps = lines.stream().map(one -> StepLine.steps(one, basis())).toList();
        return new ClusterState.LastDecision(
                instant(wakeAt),
                afterAlarm,
                new Steps(step, silentSteps, steps).restarted(),
                failing == null ? null : failing.failure(),
                result);
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
