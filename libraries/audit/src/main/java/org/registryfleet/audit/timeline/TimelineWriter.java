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
import org.registryfleet.audit.timeline.TimelineBuilder.ChapterDraft;
import org.registryfleet.audit.timeline.TimelineBuilder.DecidedDraft;
import org.registryfleet.audit.timeline.TimelineBuilder.DecisionId;
import org.registryfleet.audit.timeline.TimelineBuilder.EffectDraft;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the timeline of one cluster from its entries. Holds the latest chapters only, beside the
 * last state of each object and stage.
 */
public final class TimelineWriter {

    private static final Comparator<ChapterDraft> BY_TIME =
            Comparator.comparing(chapter -> chapter.time);

    private final Instant from;
    private final int limit;
    private final Map<ObjectRef, JsonNode> objects = new HashMap<>();
    private final Map<String, JsonNode> results = new HashMap<>();
    private final Deque<ChapterDraft> chapters = new ArrayDeque<>();
    private final Map<LogPosition, Cause> causes = new HashMap<>();
    private final Map<LogPosition, ChapterDraft> homes = new HashMap<>();
    private final Map<String, EffectDraft> effects = new HashMap<>();
    private final Map<String, ChapterDraft> effectHomes = new HashMap<>();
    private final OwnWrites echoes = new OwnWrites();
    private int dropped;
    private UnreadableRecord unreadable = UnreadableRecord.NONE;

    /**
     * @param from earlier entries only tell what the state was
     * @param limit how many chapters are kept, the latest; 0 for all
     */
    public TimelineWriter(Instant from, int limit) {
        this.from = from;
        this.limit = limit;
    }

    /** Takes in the next entry. */
    public void accept(FactEntry entry) {
        boolean inRange = !entry.time().isBefore(from);
        switch (entry.fact()) {
            case Fact.Seen seen -> seen(entry, seen, inRange);
            case Fact.Resulted resulted -> resulted(entry, resulted, inRange);
            case Fact.Asked asked when inRange -> asked(entry, asked);
            case Fact.Answered answered when inRange -> answered(entry, answered);
            case Fact.Unreadable _ when inRange -> {
                unreadable = unreadable.and(entry);
                open(entry, List.of());
            }
            case Fact.Enrolled _, Fact.Left _, Fact.Marked _ when inRange -> open(entry, List.of());
            case Fact.Asked _,
                    Fact.Answered _,
                    Fact.Unreadable _,
                    Fact.Enrolled _,
                    Fact.Left _,
                    Fact.Marked _ -> {}
        }
    }

    /** The timeline of what was taken in. */
    public Timeline finish() {
        echoes.resolve(chapters);
        return new Timeline(
                chapters.stream().sorted(BY_TIME).map(ChapterDraft::finish).toList(),
                dropped,
                unreadable);
    }

    private void seen(FactEntry entry, Fact.Seen seen, boolean inRange) {
        var before =
                seen.sight() == Fact.Sight.DELETED
                        ? objects.remove(seen.ref())
                        : objects.put(seen.ref(), seen.content());
        if (inRange) {
            open(
                    entry,
                    before == null || seen.sight() == Fact.Sight.DELETED
                            ? List.of()
                            : ObjectDifferences.between(before, seen.content()));
        }
    }

    private void resulted(FactEntry entry, Fact.Resulted resulted, boolean inRange) {
        var before = results.put(resulted.stage(), resulted.result());
        if (!inRange) {
            return;
        }
        var home = home(resulted.reason());
        var decision = decision(home, resulted.stage(), resulted.reason());
        List<FieldChange> changes =
                before == null ? List.of() : ObjectDifferences.between(before, resulted.result());
        decision.result = new DecidedEntry.Result(entry.place(), resulted.result(), changes);
        remember(entry.place(), decision, home);
    }

    private void asked(FactEntry entry, Fact.Asked asked) {
        var home = home(asked.reason());
        var effect = new EffectDraft(entry.place(), entry.time(), asked);
        var decision = decision(home, asked.stage(), asked.reason());
        decision.effects.add(effect);
        decision.standing = results.getOrDefault(asked.stage(), MissingNode.getInstance());
        effects.put(asked.action(), effect);
        effectHomes.put(asked.action(), home);
        home.actions.add(asked.action());
    }

    private void answered(FactEntry entry, Fact.Answered answered) {
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
        var chapter = chapter(entry.place(), entry.time());
        chapter.entry = entry;
        chapter.time = entry.time();
        chapter.changes = changes;
    }

    private DecidedDraft decision(ChapterDraft home, String stage, Reason reason) {
        var trigger = reason.trigger();
        var cause = trigger == null ? home : causes.getOrDefault(trigger, home);
        return cause.decision(new DecisionId(stage, reason));
    }

    /** The chapter that a decision belongs to. */
    private ChapterDraft home(Reason reason) {
        var trigger = reason.trigger();
        if (trigger != null) {
            var known = homes.get(trigger);
            return known == null ? chapter(trigger, reason.decidedAt()) : known;
        }
        var last = chapters.peekLast();
        if (last != null && last.place == null && last.time.equals(reason.decidedAt())) {
            return last;
        }
        return add(new ChapterDraft(null, reason.decidedAt()));
    }

    private ChapterDraft chapter(LogPosition place, Instant time) {
        if (causes.get(place) instanceof ChapterDraft known) {
            return known;
        }
        var chapter = add(new ChapterDraft(place, time));
        remember(place, chapter, chapter);
        return chapter;
    }

    private ChapterDraft add(ChapterDraft chapter) {
        chapters.addLast(chapter);
        if (limit > 0 && chapters.size() > limit) {
            forget(chapters.removeFirst());
        }
        return chapter;
    }

    private void remember(LogPosition place, Cause cause, ChapterDraft home) {
        causes.put(place, cause);
        homes.put(place, home);
        home.places.add(place);
    }

    private void forget(ChapterDraft chapter) {
        dropped++;
        chapter.places.forEach(
                place -> {
                    causes.remove(place);
                    homes.remove(place);
                });
        chapter.actions.forEach(
                action -> {
                    effects.remove(action);
                    effectHomes.remove(action);
                });
    }
}
