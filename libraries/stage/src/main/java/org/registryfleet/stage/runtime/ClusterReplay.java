package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Replays a stage for one cluster from recorded events and timestamps, with the same fold and rules
 * as the service. Publishes nothing.
 *
 * @param <R> the stage's result
 */
public final class ClusterReplay<R> {

    /** The number of results that a service may go back by. */
    private static final int RESULTS = 4;

    private final String cluster;
    private final ClusterState<R> state;
    private final NavigableMap<Long, R> results;
    private StageDefinition<R> definition;
    private EventMapper<R> eventMapper;
    private DecisionRunner<R> decisionRunner;

    private ClusterReplay(
            StageDefinition<R> definition,
            String cluster,
            ClusterState<R> state,
            NavigableMap<Long, R> results) {
        this.definition = definition;
        this.cluster = cluster;
        this.state = state;
        this.results = results;
        this.eventMapper = new EventMapper<>(definition);
        this.decisionRunner =
                new DecisionRunner<>(definition, StageMetrics.SILENT, ClusterReplay::unsent);
    }

    /** What a decision would have published. */
    public record Published(String topic, SpecificRecord record) {}

    /** A replay in the state before the cluster's first record. */
    public static <R> ClusterReplay<R> of(StageDefinition<R> definition, String cluster) {
        return new ClusterReplay<>(definition, cluster, ClusterState.of(cluster), new TreeMap<>());
    }

    /** An independent copy; only the results of past steps are remembered together. */
    public ClusterReplay<R> copy() {
        return new ClusterReplay<>(definition, cluster, state.copy(), results);
    }

    /** Switches to other rules and settings. */
    public void use(StageDefinition<R> other) {
        if (!other.equals(definition)) {
            definition = other;
            eventMapper = new EventMapper<>(other);
            decisionRunner =
                    new DecisionRunner<>(other, StageMetrics.SILENT, ClusterReplay::unsent);
        }
    }

    /** Whether the record can be relevant to the stage, under any settings. */
    public boolean concerns(DecodedRecord record) {
        return eventMapper.concerns(record);
    }

    /**
     * Folds a record in, unless it is irrelevant to the stage or a duplicate.
     *
     * @throws UndecodableEventException when the service sent it to the dead letters, too
     */
    public void fold(DecodedRecord record, Instant now) {
        if (state.hasSeen(record.place())) {
            return;
        }
        eventMapper
                .read(record)
                .filter(event -> !state.fold().isSuperseded(event))
                .ifPresent(event -> state.evolve(event, record.place(), now));
    }

    /** Decides and returns what the service would have published, in order. */
    public List<Published> decide(@Nullable Cause trigger, Instant now) {
        var published =
                decisionRunner.run(cluster, state, trigger, now).stream()
                        .map(one -> new Published(one.topic(), one.record()))
                        .toList();
        remember(state.fold().view().previous());
        return published;
    }

    /** Decides once more in a step that the service did not know to be in the log. */
    public List<Published> decideUnconfirmed(@Nullable Cause trigger, Instant now) {
        var published = decide(trigger, now);
        if (!published.isEmpty()) {
            state.lastUnconfirmed();
        }
        return published;
    }

    private void remember(@Nullable R result) {
        var step = state.resultStep();
        if (step != null && result != null) {
            results.put(step.step(), result);
        }
        while (results.size() > RESULTS) {
            results.pollFirstEntry();
        }
    }

    /** Applies that the service had lost its last result and went on from an earlier one. */
    public void standOn(long resultStep, Instant now) {
        var fold = state.fold();
        state.standOn(new ResultStep(resultStep, 0), now);
        state.resume(fold.with(fold.view().withPrevious(results.get(resultStep))));
    }

    /**
     * Applies a crash of the service: the deadlines of all outstanding actions count as reached.
     */
    public void interrupt(Instant now) {
        state.repeated(now);
    }

    /** Number of steps counted so far. */
    public long steps() {
        return state.steps().count();
    }

    /**
     * Whether no action is in flight or failing, so that steps that publish nothing can be skipped.
     */
    public boolean isQuiet() {
        return state.fold().view().ledger().isQuiet();
    }

    /**
     * Adopts the recorded outcome of a step instead of the replayed one.
     *
     * @param result null when the step published none
     */
    public void adopt(long step, @Nullable SpecificRecord result) {
        var fold = state.fold();
        var view = fold.view();
        var previous = result == null ? view.previous() : definition.codec().decode(result);
        state.adopt(step, fold.with(view.withPrevious(previous)));
        remember(previous);
    }

    /**
     * Goes on from the recorded result, which lacks what its release did not keep yet: the next
     * step stands on the same as the service's did.
     */
    public void published(SpecificRecord result) {
        var fold = state.fold();
        var previous = definition.codec().decode(result);
        if (!previous.equals(fold.view().previous())) {
            state.resume(fold.with(fold.view().withPrevious(previous)));
        }
        remember(previous);
    }

    /** A replay sends nothing, so nothing is encoded. */
    private static byte[] unsent(SpecificRecord record) {
        return new byte[0];
    }
}
