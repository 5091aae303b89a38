package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.telemetry.StageMetrics;

import java.time.Instant;
import java.util.List;

/**
 * A stage that decides again about one cluster, from records of the log and with the recorded time:
 * the same evolve and the same decide as in the service. Publishes nothing.
 *
 * @param <R> the stage's result
 */
public final class ClusterReplay<R> {

    private final String cluster;
    private final ClusterState<R> state;
    private StageDefinition<R> definition;
    private EventMapper<R> eventMapper;
    private DecisionRunner<R> decisionRunner;

    private ClusterReplay(StageDefinition<R> definition, String cluster, ClusterState<R> state) {
        this.definition = definition;
        this.cluster = cluster;
        this.state = state;
        this.eventMapper = new EventMapper<>(definition);
        this.decisionRunner =
                new DecisionRunner<>(definition, StageMetrics.SILENT, ClusterReplay::unsent);
    }

    /** What a decision would have published. */
    public record Published(String topic, SpecificRecord record) {}

    /** Before the first record of a cluster. */
    public static <R> ClusterReplay<R> of(StageDefinition<R> definition, String cluster) {
        return new ClusterReplay<>(definition, cluster, ClusterState.of(cluster));
    }

    /** The same, to go on independently. */
    public ClusterReplay<R> copy() {
        return new ClusterReplay<>(definition, cluster, state.copy());
    }

    /** Decides from now on with these rules and settings. */
    public void use(StageDefinition<R> other) {
        if (!other.equals(definition)) {
            definition = other;
            eventMapper = new EventMapper<>(other);
            decisionRunner =
                    new DecisionRunner<>(other, StageMetrics.SILENT, ClusterReplay::unsent);
        }
    }

    /** Whether the record can be of concern to the stage, under any settings. */
    public boolean concerns(DecodedRecord record) {
        return eventMapper.concerns(record);
    }

    /**
     * Takes a record in, unless it does not concern the stage or was taken in before.
     *
     * @throws UndecodableEventException when the service refused it, too
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

    /** Decides; what it would have published, in order. */
    public List<Published> decide(@Nullable Cause trigger, Instant now) {
        return decisionRunner.run(cluster, state, trigger, now).stream()
                .map(publication -> new Published(publication.topic(), publication.record()))
                .toList();
    }

    /** The service had been stopped in the middle, and waited for no outcome any longer. */
    public void interrupt(Instant now) {
        state.repeated(now);
    }

    /** How many steps counted so far. */
    public long steps() {
        return state.steps().count();
    }

    /** No action is under way or failing: what a silent record leads to can be left out. */
    public boolean isQuiet() {
        return state.fold().view().ledger().isQuiet();
    }

    /**
     * Goes on as if the step had been decided as it was recorded.
     *
     * @param result null when the step published none
     */
    public void adopt(long step, @Nullable SpecificRecord result) {
        var fold = state.fold();
        var view = fold.view();
        var previous = result == null ? view.previous() : definition.codec().decode(result);
        state.adopt(step, fold.with(view.withPrevious(previous)));
    }

    /** Nothing is sent, so nothing is encoded. */
    private static byte[] unsent(SpecificRecord record) {
        return new byte[0];
    }
}
