package org.registryfleet.stageservice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.registryfleet.events.Cause;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.telemetry.TraceSpan;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Micrometer metrics of a stage. Label cardinality is bounded: topics, rules and verbs, never
 * clusters.
 */
final class MicrometerStageMetrics implements StageMetrics {

    private final MeterRegistry registry;
    private final PositionListener positions;
    private final SpanExporter spans;
    private final ConcurrentMap<String, Timer> ages = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Timer> decisions = new ConcurrentHashMap<>();

    MicrometerStageMetrics(MeterRegistry registry, PositionListener positions, SpanExporter spans) {
        this.registry = registry;
        this.positions = positions;
        this.spans = spans;
    }

    /**
     * Registers counters at 0: an alert does not see an increase in a series that starts with it.
     */
    void expect(String stage, Collection<String> topics) {
        topics.forEach(topic -> deadLetters(stage, topic));
        topics.forEach(topic -> topicRestarts(stage, topic));
        ruleFailures(stage);
    }

    @Override
    public void onReceived(String stage, String topic, Duration age) {
        ages.computeIfAbsent(
                        topic,
                        name ->
                                Timer.builder("registryfleet.event.age")
                                        .description("Age of a record when a stage takes it in")
                                        .tags("stage", stage, "topic", name)
                                        .serviceLevelObjectives(HistogramBuckets.OF_A_FLEET)
                                        .register(registry))
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    @Override
    public void onProcessed(String stage, Cause position) {
        positions.passed(stage, position);
    }

    @Override
    public void onDecided(String stage, String rule, Duration took) {
        decisions
                .computeIfAbsent(
                        rule,
                        name ->
                                Timer.builder("registryfleet.decisions")
                                        .description("Decisions by rule")
                                        .tags("stage", stage, "rule", name)
                                        .serviceLevelObjectives(HistogramBuckets.OF_A_PROCESS)
                                        .register(registry))
                .record(took);
    }

    @Override
    public void onForwarded(TraceSpan span) {
        spans.export(span);
    }

    @Override
    public void onResult(String stage) {
        registry.counter("registryfleet.results", "stage", stage).increment();
    }

    @Override
    public void onAction(String stage, String verb, int attempt) {
        registry.counter(
                        "registryfleet.actions",
                        "stage",
                        stage,
                        "verb",
                        verb,
                        "repeated",
                        String.valueOf(attempt > 1))
                .increment();
    }

    @Override
    public void onDeadLetter(String stage, String topic, String reason) {
        deadLetters(stage, topic).increment();
    }

    @Override
    public void onRuleFailed(String stage) {
        ruleFailures(stage).increment();
    }

    @Override
    public void onTopicRecreated(String stage, String topic) {
        topicRestarts(stage, topic).increment();
    }

    private Counter topicRestarts(String stage, String topic) {
        return Counter.builder("registryfleet.topic.restarts")
                .description("Clusters for which a topic's offsets were found to begin anew")
                .tags("stage", stage, "topic", topic)
                .register(registry);
    }

    private Counter ruleFailures(String stage) {
        return Counter.builder("registryfleet.rule.failures")
                .description("Decisions that could not be made, because a rule threw")
                .tags("stage", stage)
                .register(registry);
    }

    private Counter deadLetters(String stage, String topic) {
        return Counter.builder("registryfleet.dead.letters")
                .description("Records that could not be used")
                .tags("stage", stage, "topic", topic)
                .register(registry);
    }
}
