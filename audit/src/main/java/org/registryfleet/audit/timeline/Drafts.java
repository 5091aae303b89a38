package org.registryfleet.audit.timeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.Entry;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.Place;
import org.registryfleet.audit.fact.Reason;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a timeline while it is written. */
final class Drafts {

    private Drafts() {}

    /** What identifies a decision: its result and its actions all carry it. */
    record DecisionId(String stage, Reason reason) {}

    /** Where decisions hang. */
    static class Cause {

        final Map<DecisionId, DecidedDraft> decisions = new LinkedHashMap<>();

        DecidedDraft decision(DecisionId id) {
            return decisions.computeIfAbsent(id, DecidedDraft::new);
        }

        List<Decided> decided() {
            return decisions.values().stream().map(DecidedDraft::finish).toList();
        }
    }

    /** A chapter; its entry may come later than what it led to. */
    static final class ChapterDraft extends Cause {

        final @Nullable Place place;
        final List<Place> places = new ArrayList<>();
        final List<String> actions = new ArrayList<>();
        Instant time;
        @Nullable Entry entry;
        List<FieldChange> changes = List.of();
        String action = "";

        ChapterDraft(@Nullable Place place, Instant time) {
            this.place = place;
            this.time = time;
        }

        Chapter finish() {
            return new Chapter(time, place, entry, new Chapter.Echo(changes, action), decided());
        }
    }

    /** A decision; what follows from its result hangs on it. */
    static final class DecidedDraft extends Cause {

        private final DecisionId id;
        final List<EffectDraft> effects = new ArrayList<>();
        Decided.@Nullable Result result;

        DecidedDraft(DecisionId id) {
            this.id = id;
        }

        Decided finish() {
            return new Decided(
                    id.stage(),
                    id.reason(),
                    result,
                    effects.stream().map(EffectDraft::finish).toList(),
                    decided());
        }
    }

    /** An effect; what follows from its outcome hangs on it. */
    static final class EffectDraft extends Cause {

        private final Place place;
        private final Instant time;
        private final Fact.Asked asked;
        Effect.@Nullable Outcome outcome;

        EffectDraft(Place place, Instant time, Fact.Asked asked) {
            this.place = place;
            this.time = time;
            this.asked = asked;
        }

        Effect finish() {
            return new Effect(place, time, asked, outcome, decided());
        }
    }
}
