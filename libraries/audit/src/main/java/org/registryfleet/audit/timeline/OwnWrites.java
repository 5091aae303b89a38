package org.registryfleet.audit.timeline;

import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.timeline.TimelineBuilder.EntryDraft;
import org.registryfleet.stage.view.ObjectRef;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Recognises observations that show our own writes: those whose resourceVersion an outcome
 * reported.
 */
final class OwnWrites {

    private record Version(ObjectRef ref, String resourceVersion) {}

    private final Map<Version, String> written = new HashMap<>();
    private final Map<ObjectRef, String> deleted = new HashMap<>();

    void answered(Fact.OutcomeReported answered) {
        if (!answered.isDone()) {
            return;
        }
        if (answered.resourceVersion().isEmpty()) {
            deleted.put(answered.ref(), answered.action());
        } else {
            written.put(new Version(answered.ref(), answered.resourceVersion()), answered.action());
        }
    }

    /** An outcome may follow the observation in the log, so this runs last. */
    void resolve(Collection<EntryDraft> timelineEntries) {
        for (var timelineEntry : timelineEntries) {
            if (timelineEntry.entry != null
                    && timelineEntry.entry.fact() instanceof Fact.ObjectObserved seen) {
                timelineEntry.action = action(seen);
            }
        }
    }

    private String action(Fact.ObjectObserved seen) {
        return seen.type() == Fact.ObservationType.DELETED
                ? deleted.getOrDefault(seen.ref(), "")
                : written.getOrDefault(new Version(seen.ref(), seen.resourceVersion()), "");
    }
}
