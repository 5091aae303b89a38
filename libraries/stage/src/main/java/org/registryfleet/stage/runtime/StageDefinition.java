package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.decision.Stage;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A stage and where it stands in the log.
 *
 * @param resultTopic where its results go
 * @param actionsTopic where its actions go; null for a stage without effects
 * @param outcomesTopic where they are answered; null for a stage without effects
 * @param upstream for each topic of earlier stages, the record as the stage wants it
 * @param settings what its rules were configured with; recorded with each decision, since the same
 *     decision needs the same settings
 */
public record StageDefinition<R>(
        Stage<R> stage,
        ResultCodec<R> codec,
        String resultTopic,
        @Nullable String actionsTopic,
        @Nullable String outcomesTopic,
        Map<String, Function<SpecificRecord, Object>> upstream,
        Map<String, String> settings) {

    public StageDefinition {
        upstream = Map.copyOf(upstream);
        // in one order, so that equal settings have equal bytes
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** Every topic the stage reads. */
    public List<String> inputs() {
        var own = Stream.of(Topics.CLUSTERS, Topics.OBSERVATIONS);
        var answers = outcomesTopic == null ? Stream.<String>empty() : Stream.of(outcomesTopic);
        return Stream.of(own, upstream.keySet().stream().sorted(), answers)
                .flatMap(topics -> topics)
                .toList();
    }

    /** Every topic the stage writes, without dead letters. */
    public List<String> outputs() {
        return actionsTopic == null ? List.of(resultTopic) : List.of(resultTopic, actionsTopic);
    }
}
