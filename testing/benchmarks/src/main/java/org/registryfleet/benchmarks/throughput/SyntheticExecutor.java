package org.registryfleet.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.Verb;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Carries out the patches that stages ask of paper clusters: the object is seen changed, and the
 * action answered. Paper clusters are at rest, so nothing else is asked for.
 */
final class SyntheticExecutor implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SyntheticFleet fleet;
    private final BenchLog log;
    private final List<TopicFollower> tails = new ArrayList<>();

    SyntheticExecutor(SyntheticFleet fleet, BenchLog log, List<StageDefinition<?>> stages) {
        this.fleet = fleet;
        this.log = log;
        for (var stage : stages) {
            if (stage.actionsTopic() != null && stage.outcomesTopic() != null) {
                var outcomes = stage.outcomesTopic();
                tails.add(log.follow(stage.actionsTopic(), action -> carryOut(action, outcomes)));
            }
        }
    }

    @Override
    public void close() {
        tails.forEach(TopicFollower::close);
    }

    private void carryOut(SpecificRecord record, String outcomes) {
        if (record instanceof Action action) {
            log.send(outcomes, action.getCluster(), outcome(action));
            log.flush();
        }
    }

    private Outcome outcome(Action action) {
        boolean isPatch = action.getVerb() == Verb.PATCH || action.getVerb() == Verb.PATCH_STATUS;
        var version =
                isPatch ? fleet.patch(action.getCluster(), action.getObject(), body(action)) : null;
        return Outcome.newBuilder()
                .setAction(action.getId())
                .setCluster(action.getCluster())
                .setStage(action.getStage())
                .setObject(action.getObject())
                .setResult(version == null ? OutcomeResult.REFUSED : OutcomeResult.DONE)
                .setReason(version == null ? "Invalid" : "")
                .setUid(action.getUid())
                .setResourceVersion(Objects.requireNonNullElse(version, ""))
                .setFinishedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
                .setCause(new Cause(Topics.OBSERVATIONS, 0, 0L))
                .build();
    }

    private static JsonNode body(Action action) {
        try {
            return JSON.readTree(action.getBody());
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an action's body is damaged", damaged);
        }
    }
}
