package org.registryfleet.audit.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.explanation.Explanation.ConditionCause;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.timeline.DecisionEntry;
import org.registryfleet.audit.timeline.Timeline;
import org.registryfleet.audit.timeline.TimelineEntry;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks a timeline backwards from the current state to its external causes. An observation of our
 * own write leads to the decision that issued it, and so does a status change of an object that we
 * wrote, because it only responds to the write.
 */
public final class Explainer {

    private static final String STATUS = "status";
    private static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final Set<String> NEWS =
            Set.of("platform", "phase", "kind", "errorReason", "summary", "reason");

    private final List<Path> decisions = new ArrayList<>();
    private final Map<String, Path> writes = new HashMap<>();
    private final List<TimelineEntry> entries;

    /** A position in the timeline and the steps that lead to it from its timeline entry. */
    private record Path(TimelineEntry entry, List<ExplanationStep> steps) {

        Path and(ExplanationStep step) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            return new Path(entry, List.copyOf(longer));
        }
    }

    private Explainer(Timeline timeline) {
        entries = timeline.entries();
        for (var timelineEntry : entries) {
            var root = new Path(timelineEntry, List.of(new ExplanationStep.Event(timelineEntry)));
            timelineEntry.decisions().forEach(decided -> visit(root, decided));
        }
        decisions.sort(Comparator.comparing(path -> path.steps().getLast().time()));
    }

    /** Explains the state at the end of the timeline. */
    public static Explanation explain(Timeline timeline) {
        return new Explainer(timeline).explanation();
    }

    private Explanation explanation() {
        var standing = new LinkedHashMap<String, DecisionEntry>();
        decisions.forEach(
                path -> {
                    if (last(path).result() != null) {
                        standing.put(last(path).stage(), last(path));
                    }
                });
        var status = content(standing.get(STATUS));
        var conditions = new ArrayList<ConditionCause>();
        for (var condition : status.path("configConditions")) {
            var field = "configConditions[" + condition.path("type").asText() + "]";
            conditions.add(
                    new ConditionCause(
                            condition,
                            chain(
                                    path ->
                                            path.equals("configConditions")
                                                    || path.equals(field)
                                                    || path.equals(field + ".status")
                                                    || path.equals(field + ".reason"))));
        }
        return new Explanation(
                status,
                conditions,
                story(standing.keySet()),
                Collections.unmodifiableMap(standing),
                setters());
    }

    private List<Fact.Setter> setters() {
        var setters = List.<Fact.Setter>of();
        for (var one : entries) {
            var entry = one.entry();
            if (entry != null
                    && entry.fact() instanceof Fact.ObjectObserved seen
                    && seen.ref().equals(CONFIG)) {
                setters = seen.setters();
            }
        }
        return setters;
    }

    private void visit(Path before, DecisionEntry decided) {
        var here = before.and(new ExplanationStep.Decision(decided));
        decisions.add(here);
        for (var effect : decided.effects()) {
            var write = here.and(new ExplanationStep.Write(effect));
            writes.put(effect.asked().action(), write);
            effect.followers().forEach(follower -> visit(write, follower));
        }
        decided.followers().forEach(follower -> visit(here, follower));
    }

    /** The cause of the latest status that changed one of the fields, or of the first status. */
    private List<ExplanationStep> chain(Predicate<String> field) {
        var found = latest(STATUS, field);
        return found == null ? List.of() : back(found);
    }

    /** The causes of each stage's latest result, and of the Config's current spec. */
    private List<ExplanationStep> story(Set<String> stages) {
        var steps = new ArrayList<ExplanationStep>();
        for (var timelineEntry : entries) {
            if (isConfigured(timelineEntry)) {
                steps.clear();
                steps.addAll(
                        back(
                                new Path(
                                        timelineEntry,
                                        List.of(new ExplanationStep.Event(timelineEntry)))));
            }
        }
        for (var stage : stages) {
            var found = latest(stage, NEWS::contains);
            if (found != null) {
                steps.addAll(back(found));
            }
        }
        var seen = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
        return steps.stream()
                .filter(step -> seen.add(subject(step)))
                .sorted(Comparator.comparing(ExplanationStep::time))
                .toList();
    }

    private static boolean isConfigured(TimelineEntry timelineEntry) {
        return timelineEntry.entry() != null
                && timelineEntry.entry().fact() instanceof Fact.ObjectObserved seen
                && seen.ref().kind().equals("Config")
                && (seen.type() == Fact.ObservationType.ADDED
                        || timelineEntry.observed().changes().stream()
                                .anyMatch(c -> c.path().startsWith("spec.")));
    }

    private static Object subject(ExplanationStep step) {
        return switch (step) {
            case ExplanationStep.Event event -> event.entry();
            case ExplanationStep.Decision decision -> decision.decided();
            case ExplanationStep.Write write -> write.effect();
        };
    }

    private @Nullable Path latest(String stage, Predicate<String> field) {
        Path found = null;
        for (var path : decisions) {
            var decided = last(path);
            var result = decided.result();
            if (decided.stage().equals(stage)
                    && result != null
                    && ((found == null && result.changes().isEmpty())
                            || result.changes().stream().anyMatch(c -> field.test(c.path())))) {
                found = path;
            }
        }
        return found;
    }

    /** The steps from the first external cause. */
    private List<ExplanationStep> back(Path end) {
        var steps = new ArrayList<ExplanationStep>(end.steps());
        var seen = Collections.newSetFromMap(new IdentityHashMap<TimelineEntry, Boolean>());
        var origin = origin(end.entry());
        while (origin != null && seen.add(origin.entry())) {
            steps.addAll(0, origin.steps());
            origin = origin(origin.entry());
        }
        return steps;
    }

    /** Our own write that a timeline entry shows or responds to; null if there is none. */
    private @Nullable Path origin(TimelineEntry timelineEntry) {
        if (timelineEntry.observed().isOurs()) {
            return writes.get(timelineEntry.observed().action());
        }
        return timelineEntry.entry() != null
                        && timelineEntry.entry().fact() instanceof Fact.ObjectObserved seen
                        && onlyStatus(timelineEntry)
                ? lastWrite(seen.ref(), timelineEntry)
                : null;
    }

    private static boolean onlyStatus(TimelineEntry timelineEntry) {
        var changes = timelineEntry.observed().changes();
        return !changes.isEmpty()
                && changes.stream()
                        .allMatch(
                                c ->
                                        c.path().equals(STATUS)
                                                || c.path().startsWith(STATUS + ".")
                                                || c.path().startsWith("metadata."));
    }

    private @Nullable Path lastWrite(ObjectRef ref, TimelineEntry until) {
        Path found = null;
        for (var timelineEntry : entries) {
            if (!timelineEntry.time().isBefore(until.time())) {
                break;
            }
            if (timelineEntry.observed().isOurs()
                    && timelineEntry.entry() != null
                    && timelineEntry.entry().fact() instanceof Fact.ObjectObserved seen
                    && seen.ref().equals(ref)
                    && writes.containsKey(timelineEntry.observed().action())) {
                var write = writes.get(timelineEntry.observed().action());
                found = write;
            }
        }
        return found;
    }

    private static DecisionEntry last(Path path) {
        return switch (path.steps().getLast()) {
            case ExplanationStep.Decision decision -> decision.decided();
            case ExplanationStep.Event _, ExplanationStep.Write _ ->
                    throw new IllegalStateException("a decision's path ends with it");
        };
    }

    private static JsonNode content(@Nullable DecisionEntry decided) {
        return decided == null || decided.result() == null
                ? MissingNode.getInstance()
                : decided.result().content();
    }
}
