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
 * A stage with its codec and its input and output topics.
 *
 * @param resultTopic topic of its results
 * @param actionsTopic topic of its actions; null for a stage that issues none
 * @param outcomesTopic topic of the outcomes of its actions; null like actionsTopic
 * @param upstream conversion of upstream results, by topic
 * @param settings configuration of its rules, recorded with each decision so that a replay uses the
 *     same
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
        // sorted, so that equal settings serialize to equal bytes
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
