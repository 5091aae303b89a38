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
    private final ClusterState<R> memory;
    private StageDefinition<R> definition;
    private EventMapper<R> inbound;
    private DecisionRunner<R> deciding;

    private ClusterReplay(StageDefinition<R> definition, String cluster, ClusterState<R> memory) {
        this.definition = definition;
        this.cluster = cluster;
        this.memory = memory;
        this.inbound = new EventMapper<>(definition);
        this.deciding =
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
        return new ClusterReplay<>(definition, cluster, memory.copy());
    }

    /** Decides from now on with these rules and settings. */
    public void use(StageDefinition<R> other) {
        if (!other.equals(definition)) {
            definition = other;
            inbound = new EventMapper<>(other);
            deciding = new DecisionRunner<>(other, StageMetrics.SILENT, ClusterReplay::unsent);
        }
    }

    /** Whether the record can be of concern to the stage, under any settings. */
    public boolean concerns(DecodedRecord reading) {
        return inbound.concerns(reading);
    }

    /**
     * Takes a record in, unless it does not concern the stage or was taken in before.
     *
     * @throws UndecodableEventException when the service refused it, too
     */
    public void fold(DecodedRecord reading, Instant now) {
        if (memory.hasSeen(reading.place())) {
            return;
        }
        inbound.read(reading)
                .filter(event -> !memory.fold().isSuperseded(event))
                .ifPresent(event -> memory.evolve(event, reading.place(), now));
    }

    /** Decides; what it would have published, in order. */
    public List<Published> decide(@Nullable Cause trigger, Instant now) {
        return deciding.run(cluster, memory, trigger, now).stream()
                .map(publication -> new Published(publication.topic(), publication.record()))
                .toList();
    }

    /** The service had been stopped in the middle, and waited for no outcome any longer. */
    public void interrupt(Instant now) {
        memory.repeated(now);
    }

    /** How many steps counted so far. */
    public long steps() {
        return memory.steps().count();
    }

    /** No action is under way or failing: what a silent record leads to can be left out. */
    public boolean isQuiet() {
        return memory.fold().view().ledger().isQuiet();
    }

    /**
     * Goes on as if the step had been decided as it was recorded.
     *
     * @param result null when the step published none
     */
    public void adopt(long step, @Nullable SpecificRecord result) {
        var fold = memory.fold();
        var view = fold.view();
        var previous = result == null ? view.previous() : definition.codec().decode(result);
        memory.adopt(step, fold.with(view.withPrevious(previous)));
    }

    /** Nothing is sent, so nothing is encoded. */
    private static byte[] unsent(SpecificRecord record) {
        return new byte[0];
    }
}
