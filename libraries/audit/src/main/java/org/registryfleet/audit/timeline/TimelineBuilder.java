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

/** The parts of a timeline while it is written. */
final class TimelineBuilder {

    private TimelineBuilder() {}

    /** What identifies a decision: its result and its actions all carry it. */
    record DecisionId(String stage, Reason reason) {}

    /** Where decisions hang. */
    static class Cause {

        final Map<DecisionId, DecisionDraft> decisions = new LinkedHashMap<>();

        DecisionDraft decision(DecisionId id) {
            return decisions.computeIfAbsent(id, DecisionDraft::new);
        }

        List<DecisionEntry> decided() {
            return decisions.values().stream().map(DecisionDraft::finish).toList();
        }
    }

    /** A chapter; its entry may come later than what it led to. */
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

    /** A decision; what follows from its result hangs on it. */
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

    /** An effect; what follows from its outcome hangs on it. */
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
