package org.registryfleet.stage.telemetry;

import org.registryfleet.events.Cause;

import java.time.Duration;

/** What a stage tells about its work. Called on stream threads: must be quick. */
public interface StageMetrics {

    /** Tells nothing. */
    StageMetrics SILENT = new StageMetrics() {};

    /** A record was taken in; its age is the time since it was written. */
    default void onReceived(String stage, String topic, Duration age) {}

    /** All that a record led to is published. */
    default void onProcessed(String stage, Cause position) {}

    /** A decision was made by a rule. */
    default void onDecided(String stage, String rule, Duration took) {}

    /** The rules threw instead of deciding about a cluster. */
    default void onRuleFailed(String stage) {}

    /** A topic's offsets begin anew, as of a cluster. */
    default void onTopicRecreated(String stage, String topic) {}

    /** A record led to another one. */
    default void onForwarded(TraceSpan span) {}

    /** A result was published. */
    default void onResult(String stage) {}

    /** An action was published. */
    default void onAction(String stage, String verb, int attempt) {}

    /** A record went to the dead letters. */
    default void onDeadLetter(String stage, String topic, String reason) {}
}
