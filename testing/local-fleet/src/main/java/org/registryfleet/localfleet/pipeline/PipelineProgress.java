package org.registryfleet.localfleet.pipeline;

import org.registryfleet.events.Cause;
import org.registryfleet.stageservice.PositionListener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How far each stage has come in each partition of its inputs. */
public final class PipelineProgress implements PositionListener {

    private final ConcurrentMap<TopicProgress, Long> passed = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, List<String>> stagesByTopic = new ConcurrentHashMap<>();

    private record TopicProgress(String stage, String topic, int partition) {}

    @Override
    public void passed(String stage, Cause place) {
        var input = new TopicProgress(stage, place.getTopic(), place.getPartition());
        passed.merge(input, place.getOffset(), Math::max);
    }

    /** The stage that still has to take in a record at one of these places, for people. */
    public Optional<String> behind(Iterable<Cause> places) {
        for (var place : places) {
            for (var stage : stagesByTopic.getOrDefault(place.getTopic(), List.of())) {
                var input = new TopicProgress(stage, place.getTopic(), place.getPartition());
                if (passed.getOrDefault(input, -1L) < place.getOffset()) {
                    return Optional.of(
                            "%s has not taken in %s-%d@%d"
                                    .formatted(
                                            stage,
                                            place.getTopic(),
                                            place.getPartition(),
                                            place.getOffset()));
                }
            }
        }
        return Optional.empty();
    }

    /** Says which topics a stage reads. */
    void reads(Map<String, List<String>> topicsByStage) {
        topicsByStage.forEach(
                (stage, topics) ->
                        topics.forEach(
                                topic ->
                                        stagesByTopic.merge(
                                                topic, List.of(stage), PipelineProgress::both)));
    }

    private static List<String> both(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
