package org.registryfleet.audit.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.difference.ObjectDifferences;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.audit.fact.UnreadableRecord;
import org.registryfleet.audit.timeline.TimelineBuilder.Cause;
import org.registryfleet.audit.timeline.TimelineBuilder.DecisionDraft;
import org.registryfleet.audit.timeline.TimelineBuilder.DecisionId;
import org.registryfleet.audit.timeline.TimelineBuilder.EffectDraft;
import org.registryfleet.audit.timeline.TimelineBuilder.EntryDraft;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds the entries of one cluster into its timeline. Keeps only the latest timeline entries,
 * besides the last state of each object and stage.
 */
public final class TimelineProjection {

    private static final Comparator<EntryDraft> BY_TIME =
            Comparator.comparing(timelineEntry -> timelineEntry.time);

    private final Instant from;
    private final int limit;
    private final Map<ObjectRef, JsonNode> objects = new HashMap<>();
    private final Map<String, JsonNode> results = new HashMap<>();
    private final Deque<EntryDraft> entries = new ArrayDeque<>();
    private final Map<LogPosition, Cause> causes = new HashMap<>();
    private final Map<LogPosition, EntryDraft> homes = new HashMap<>();
    private final Map<String, EffectDraft> effects = new HashMap<>();
    private final Map<String, EntryDraft> effectHomes = new HashMap<>();
    private final OwnWrites echoes = new OwnWrites();
    private int dropped;
    private UnreadableRecord unreadable = UnreadableRecord.NONE;

    /**
     * @param from start of the timeline; earlier entries only establish the state
     * @param limit maximum number of entries, keeping the latest; 0 for all
     */
    public TimelineProjection(Instant from, int limit) {
        this.from = from;
        this.limit = limit;
    }

    /** Applies the next entry. */
    public void accept(FactEntry entry) {
        boolean inRange = !entry.time().isBefore(from);
        switch (entry.fact()) {
            case Fact.ObjectObserved seen -> seen(entry, seen, inRange);
            case Fact.ResultPublished resulted -> resulted(entry, resulted, inRange);
            case Fact.ActionIssued asked when inRange -> asked(entry, asked);
            case Fact.OutcomeReported answered when inRange -> answered(entry, answered);
            case Fact.Unreadable _ when inRange -> {
                unreadable = unreadable.and(entry);
                open(entry, List.of());
            }
            case Fact.Registered _,
                    Fact.Deregistered _,
                    Fact.ChangeRequested _,
                    Fact.SessionMarker _
                    when inRange ->
                    open(entry, List.of());
            case Fact.ActionIssued _,
                    Fact.OutcomeReported _,
                    Fact.Unreadable _,
                    Fact.Registered _,
                    Fact.Deregistered _,
                    Fact.ChangeRequested _,
                    Fact.SessionMarker _ -> {}
        }
    }

    /** The timeline of the applied entries. */
    public Timeline finish() {
        echoes.resolve(entries);
        return new Timeline(
                entries.stream().sorted(BY_TIME).map(EntryDraft::finish).toList(),
                dropped,
                unreadable);
    }

    private void seen(FactEntry entry, Fact.ObjectObserved seen, boolean inRange) {
        var before =
                seen.type() == Fact.ObservationType.DELETED
                        ? objects.remove(seen.ref())
                        : objects.put(seen.ref(), seen.content());
        if (inRange) {
            open(
                    entry,
                    before == null || seen.type() == Fact.ObservationType.DELETED
                            ? List.of()
                            : ObjectDifferences.between(before, seen.content()));
        }
    }

    private void resulted(FactEntry entry, Fact.ResultPublished resulted, boolean inRange) {
        var before = results.put(resulted.stage(), resulted.result());
        if (!inRange) {
            return;
        }
        var home = home(resulted.reason());
        var decision = decision(home, resulted.stage(), resulted.reason());
        List<FieldChange> changes =
                before == null ? List.of() : ObjectDifferences.between(before, resulted.result());
        decision.result = new DecisionEntry.Result(entry.place(), resulted.result(), changes);
        remember(entry.place(), decision, home);
    }

    private void asked(FactEntry entry, Fact.ActionIssued asked) {
        var home = home(asked.reason());
        var effect = new EffectDraft(entry.place(), entry.time(), asked);
        var decision = decision(home, asked.stage(), asked.reason());
        decision.effects.add(effect);
        decision.standing = results.getOrDefault(asked.stage(), MissingNode.getInstance());
        effects.put(asked.action(), effect);
        effectHomes.put(asked.action(), home);
        home.actions.add(asked.action());
    }

    private void answered(FactEntry entry, Fact.OutcomeReported answered) {
        echoes.answered(answered);
        var effect = effects.get(answered.action());
        var home = effectHomes.get(answered.action());
        if (effect == null || home == null) {
            open(entry, List.of());
        } else {
            effect.outcome = new ActionEffect.Outcome(entry.place(), entry.time(), answered);
            remember(entry.place(), effect, home);
        }
    }

    private void open(FactEntry entry, List<FieldChange> changes) {
        var timelineEntry = entryOf(entry.place(), entry.time());
        timelineEntry.entry = entry;
        timelineEntry.time = entry.time();
        timelineEntry.changes = changes;
    }

    private DecisionDraft decision(EntryDraft home, String stage, Reason reason) {
        var trigger = reason.trigger();
        var cause = trigger == null ? home : causes.getOrDefault(trigger, home);
        return cause.decision(new DecisionId(stage, reason));
    }

    /** The timeline entry that a decision belongs to. */
    private EntryDraft home(Reason reason) {
        var trigger = reason.trigger();
        if (trigger != null) {
            var known = homes.get(trigger);
            return known == null ? entryOf(trigger, reason.decidedAt()) : known;
        }
        var last = entries.peekLast();
        if (last != null && last.place == null && last.time.equals(reason.decidedAt())) {
            return last;
        }
        return add(new EntryDraft(null, reason.decidedAt()));
    }

    private EntryDraft entryOf(LogPosition place, Instant time) {
        if (causes.get(place) instanceof EntryDraft known) {
            return known;
        }
        var timelineEntry = add(new EntryDraft(place, time));
        remember(place, timelineEntry, timelineEntry);
        return timelineEntry;
    }

    private EntryDraft add(EntryDraft timelineEntry) {
        entries.addLast(timelineEntry);
        if (limit > 0 && entries.size() > limit) {
            forget(entries.removeFirst());
        }
        return timelineEntry;
    }

    private void remember(LogPosition place, Cause cause, EntryDraft home) {
        causes.put(place, cause);
        homes.put(place, home);
        home.places.add(place);
    }

    private void forget(EntryDraft timelineEntry) {
        dropped++;
        timelineEntry.places.forEach(
                place -> {
                    causes.remove(place);
                    homes.remove(place);
                });
        timelineEntry.actions.forEach(
                action -> {
                    effects.remove(action);
                    effectHomes.remove(action);
                });
    }
}
