package org.registryfleet.audit.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mutable drafts of timeline entries while the log is being read. */
final class TimelineBuilder {

    private TimelineBuilder() {}

    /** Identifies a decision; carried by its result and all of its actions. */
    record DecisionId(String stage, Reason reason) {}

    /** A cause to which decisions are attached. */
    static class Cause {

        final Map<DecisionId, DecisionDraft> decisions = new LinkedHashMap<>();

        DecisionDraft decision(DecisionId id) {
            return decisions.computeIfAbsent(id, DecisionDraft::new);
        }

        List<DecisionEntry> decided() {
            return decisions.values().stream().map(DecisionDraft::finish).toList();
        }
    }

    /** A timeline entry; its record may be read after those it caused. */
    static final class EntryDraft extends Cause {

        final @Nullable LogPosition place;
        final List<LogPosition> places = new ArrayList<>();
        final List<String> actions = new ArrayList<>();
        Instant time;
        @Nullable FactEntry entry;
        List<FieldChange> changes = List.of();
        String action = "";

        EntryDraft(@Nullable LogPosition place, Instant time) {
            this.place = place;
            this.time = time;
        }

        TimelineEntry finish() {
            return new TimelineEntry(
                    time,
                    place,
                    entry,
                    new TimelineEntry.ObservedChange(changes, action),
                    decided());
        }
    }

    /** A decision; what its result triggered is attached to it. */
    static final class DecisionDraft extends Cause {

        private final DecisionId id;
        final List<EffectDraft> effects = new ArrayList<>();
        JsonNode standing = MissingNode.getInstance();
        DecisionEntry.@Nullable Result result;

        DecisionDraft(DecisionId id) {
            this.id = id;
        }

        DecisionEntry finish() {
            return new DecisionEntry(
                    id.stage(),
                    id.reason(),
                    result,
                    result == null ? standing : result.content(),
                    effects.stream().map(EffectDraft::finish).toList(),
                    decided());
        }
    }

    /** An action; what its outcome triggered is attached to it. */
    static final class EffectDraft extends Cause {

        private final LogPosition place;
        private final Instant time;
        private final Fact.ActionIssued asked;
        ActionEffect.@Nullable Outcome outcome;

        EffectDraft(LogPosition place, Instant time, Fact.ActionIssued asked) {
            this.place = place;
            this.time = time;
            this.asked = asked;
        }

        ActionEffect finish() {
            return new ActionEffect(place, time, asked, outcome, decided());
        }
    }
}
