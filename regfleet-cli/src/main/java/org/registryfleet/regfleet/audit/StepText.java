package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.explanation.ExplanationStep;
import org.registryfleet.audit.timeline.TimelineEntry;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A link of a chain of reasons in one line.
 *
 * @param fields how many changed fields of an object are shown
 */
record StepText(Ink ink, int fields) {

    String line(ExplanationStep step) {
        return switch (step) {
            case ExplanationStep.Event event -> event(event.entry());
            case ExplanationStep.Decision decision -> {
                var decided = decision.decided();
                var result = decided.result();
                var headline =
                        result == null
                                ? ""
                                : FactText.headline(decided.stage(), result.content()) + ": ";
                yield "▸ %-9s%s%s"
                        .formatted(
                                decided.stage(),
                                ink.bold(headline),
                                FactText.withRule(
                                        FactText.sentence(decided), decided.reason().rule(), ink));
            }
            case ExplanationStep.Write write -> {
                var asked = write.effect().asked();
                var what =
                        "    %s %s"
                                .formatted(
                                        FactText.verb(asked.verb()), FactText.object(asked.ref()));
                yield asked.verb().startsWith("PATCH")
                        ? what + ": " + ink.cyan(FactText.fields(asked.body()))
                        : what;
            }
        };
    }

    private String event(TimelineEntry timelineEntry) {
        var entry = timelineEntry.entry();
        if (entry == null) {
            return timelineEntry.place() == null
                    ? "time passed"
                    : "a record before the log's beginning (" + timelineEntry.place() + ")";
        }
        boolean ours = timelineEntry.observed().isOurs();
        var text = FactText.event(entry.fact(), ours);
        if (ours) {
            return text + ink.faint(", as we wrote it");
        }
        var changes = FactText.essential(timelineEntry.observed().changes());
        var shown =
                changes.stream()
                        .limit(fields)
                        .map(FactText::change)
                        .collect(Collectors.joining(", "));
        return ink.bold(text) + (shown.isEmpty() ? "" : ": " + ink.cyan(shown)) + more(changes);
    }

    private String more(List<FieldChange> changes) {
        return changes.size() > fields ? " and %d more".formatted(changes.size() - fields) : "";
    }
}
