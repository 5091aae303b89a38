package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.timeline.ActionEffect;
import org.registryfleet.audit.timeline.DecisionEntry;
import org.registryfleet.audit.timeline.Timeline;
import org.registryfleet.audit.timeline.TimelineEntry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A timeline as lines for people:
 *
 * <pre>
 *  time  event
 *          field: before → after
 *        ▸ stage  headline  sentence (rule)
 *            verb object  done, 12 ms
 * </pre>
 */
final class TimelineText {

    private static final String MARGIN = " ".repeat(14);
    private static final int FIELDS = 6;
    private static final int NAMES = 4;

    /** The fields of a result that people follow. */
    private static final Set<String> NEWS =
            Set.of(
                    "platform",
                    "phase",
                    "kind",
                    "contact",
                    "errorReason",
                    "errorMessage",
                    "managementState",
                    "summary",
                    "reason",
                    "message",
                    "request.state",
                    "request.message");

    private final TimeText time;
    private final Ink ink;
    private final boolean all;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> quiet = new LinkedHashMap<>();
    private String day = "";

    /**
     * @param all nothing is shortened or left out
     */
    TimelineText(TimeText time, Ink ink, boolean all) {
        this.time = time;
        this.ink = ink;
        this.all = all;
    }

    List<String> lines(Timeline timeline) {
        if (timeline.earlier() > 0) {
            lines.add(
                    ink.faint(
                            "… %d earlier events: --limit 0 shows them"
                                    .formatted(timeline.earlier())));
        }
        timeline.entries().forEach(this::chapter);
        flushQuiet();
        return lines;
    }

    private void chapter(TimelineEntry timelineEntry) {
        if (!all && isSmall(timelineEntry)) {
            count(timelineEntry);
            return;
        }
        flushQuiet();
        day(timelineEntry);
        lines.add(ink.faint(time.clock(timelineEntry.time())) + "  " + head(timelineEntry));
        if (all || !timelineEntry.observed().isOurs()) {
            fields(timelineEntry, MARGIN + "  ");
        }
        timelineEntry.decisions().forEach(decided -> decided(decided, MARGIN));
    }

    private boolean isSmall(TimelineEntry timelineEntry) {
        var entry = timelineEntry.entry();
        return entry != null
                && entry.fact() instanceof Fact.ObjectObserved
                && timelineEntry.decisions().stream().allMatch(TimelineText::isSmall);
    }

    /** Nothing was asked for, and the stage says in other words what it said before. */
    private static boolean isSmall(DecisionEntry decided) {
        var result = decided.result();
        return decided.effects().isEmpty()
                && decided.followers().stream().allMatch(TimelineText::isSmall)
                && (result == null
                        || (!result.changes().isEmpty()
                                && result.changes().stream()
                                        .noneMatch(change -> NEWS.contains(change.path()))));
    }

    /** What led to nothing is counted; our own writes were told by their outcome. */
    private void count(TimelineEntry timelineEntry) {
        var entry = timelineEntry.entry();
        if (!timelineEntry.observed().isOurs()
                && entry != null
                && entry.fact() instanceof Fact.ObjectObserved seen) {
            var what = seen.type().name().toLowerCase(Locale.ROOT);
            quiet.merge(what + " " + seen.ref().kind(), 1, Integer::sum);
        }
    }

    private void flushQuiet() {
        if (!quiet.isEmpty()) {
            int total = quiet.values().stream().mapToInt(i -> i).sum();
            var kinds = new ArrayList<String>();
            quiet.forEach((what, n) -> kinds.add(n == 1 ? what : what + " ×" + n));
            lines.add(
                    MARGIN
                            + ink.faint(
                                    "· %d more observation%s: %s"
                                            .formatted(
                                                    total,
                                                    total == 1 ? "" : "s",
                                                    shortened(kinds))));
            quiet.clear();
        }
    }

    private void day(TimelineEntry timelineEntry) {
        var date = time.date(timelineEntry.time());
        if (!date.equals(day)) {
            day = date;
            lines.add(ink.bold(date + " (" + time.zone() + ")"));
        }
    }

    private String head(TimelineEntry timelineEntry) {
        var entry = timelineEntry.entry();
        if (entry == null) {
            return timelineEntry.place() == null
                    ? ink.bold("time passed")
                    : ink.bold("a record before this range") + " " + timelineEntry.place();
        }
        boolean ours = timelineEntry.observed().isOurs();
        var text = FactText.event(entry.fact(), ours);
        return switch (entry.fact()) {
            case Fact.Unreadable _ -> ink.red(text) + " " + ink.faint(GapText.place(entry.place()));
            case Fact.SessionMarker marked when marked.type() == Fact.MarkerType.GAP ->
                    ink.red(text);
            case Fact.SessionMarker marked when marked.type() == Fact.MarkerType.CONTACT_LOST ->
                    ink.red(text);
            case Fact.ObjectObserved _ when ours -> text + ink.faint(", as we wrote it");
            case Fact.ObjectObserved _,
                    Fact.SessionMarker _,
                    Fact.Registered _,
                    Fact.Deregistered _,
                    Fact.ChangeRequested _,
                    Fact.OutcomeReported _,
                    Fact.ResultPublished _,
                    Fact.ActionIssued _ ->
                    ink.bold(text);
        };
    }

    private void fields(TimelineEntry timelineEntry, String margin) {
        var changes = timelineEntry.observed().changes();
        var shown = all ? changes : FactText.essential(changes);
        shown.stream()
                .limit(all ? Integer.MAX_VALUE : FIELDS)
                .forEach(
                        change ->
                                lines.add(
                                        margin
                                                + ink.cyan(
                                                        FactText.change(change)
                                                                + by(timelineEntry, change))));
        if (!all && shown.size() > FIELDS) {
            lines.add(margin + ink.faint("… %d more fields".formatted(shown.size() - FIELDS)));
        }
    }

    /** Who set the field, where that is not who wrote the object last. */
    private static String by(TimelineEntry timelineEntry, FieldChange change) {
        var entry = timelineEntry.entry();
        return entry != null && entry.fact() instanceof Fact.ObjectObserved seen
                ? seen.setter(change.path())
                        .map(Fact.Setter::manager)
                        .filter(
                                manager ->
                                        !seen.managers().stream()
                                                .limit(1)
                                                .toList()
                                                .contains(manager))
                        .map(manager -> " by " + manager)
                        .orElse("")
                : "";
    }

    private void decided(DecisionEntry decided, String margin) {
        if (!all && isSmall(decided)) {
            return;
        }
        var result = decided.result();
        var headline =
                result == null ? "" : FactText.headline(decided.stage(), result.content()) + ": ";
        lines.add(
                "%s▸ %-9s%s%s"
                        .formatted(
                                margin,
                                decided.stage(),
                                ink.bold(headline),
                                FactText.withRule(
                                        FactText.sentence(decided), decided.reason().rule(), ink)));
        effects(decided.effects(), margin + "    ");
        decided.followers().forEach(follower -> decided(follower, margin + "  "));
    }

    private void effects(List<ActionEffect> effects, String margin) {
        var done = new LinkedHashMap<String, List<ActionEffect>>();
        for (var effect : effects) {
            if (!all && isPlain(effect)) {
                done.computeIfAbsent(effect.asked().verb(), _ -> new ArrayList<>()).add(effect);
            } else {
                effect(effect, margin);
            }
        }
        done.values().forEach(group -> group(group, margin));
        effects.forEach(
                effect -> effect.followers().forEach(follower -> decided(follower, margin)));
    }

    private static boolean isPlain(ActionEffect effect) {
        var outcome = effect.outcome();
        return outcome != null && outcome.answered().isDone() && effect.asked().attempt() == 1;
    }

    private void group(List<ActionEffect> group, String margin) {
        if (group.size() < NAMES) {
            group.forEach(effect -> effect(effect, margin));
            return;
        }
        var names = group.stream().map(e -> FactText.object(e.asked().ref())).toList();
        lines.add(
                "%s%s %d objects: %s  %s"
                        .formatted(
                                margin,
                                verb(group.getFirst()),
                                group.size(),
                                shortened(names),
                                ink.green("all done")));
    }

    private void effect(ActionEffect effect, String margin) {
        lines.add(
                "%s%s %s  %s"
                        .formatted(
                                margin,
                                verb(effect),
                                FactText.object(effect.asked().ref()),
                                outcome(effect)));
        var body = effect.asked().body();
        if (effect.asked().verb().startsWith("PATCH")) {
            lines.add(margin + "  " + ink.cyan(FactText.fields(body)));
        }
    }

    private String outcome(ActionEffect effect) {
        var outcome = effect.outcome();
        if (outcome == null) {
            return ink.yellow("no outcome yet");
        }
        var answer = outcome.answered().answer();
        var took = Duration.between(effect.time(), outcome.answered().finishedAt()).toMillis();
        return outcome.answered().isDone()
                ? ink.green("done") + ink.faint(", %d ms".formatted(Math.max(0, took)))
                : ink.red(
                        "%s %d %s %s"
                                .formatted(
                                        outcome.answered().result().toLowerCase(Locale.ROOT),
                                        answer.code(),
                                        answer.reason(),
                                        answer.message())
                                .strip());
    }

    private static String verb(ActionEffect effect) {
        var attempt = effect.asked().attempt();
        var verb = FactText.verb(effect.asked().verb());
        return attempt == 1 ? verb : verb + " (attempt " + attempt + ")";
    }

    private String shortened(List<String> names) {
        if (all || names.size() <= NAMES) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, NAMES - 1))
                + " and %d more".formatted(names.size() - NAMES + 1);
    }
}
