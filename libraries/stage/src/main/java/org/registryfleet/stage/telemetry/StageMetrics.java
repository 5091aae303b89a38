package org.registryfleet.stage.telemetry;

import org.registryfleet.events.Cause;

import java.time.Duration;

/**
 * Callbacks for the metrics and traces of a stage. Called on stream threads, so they must not
 * block.
 */
public interface StageMetrics {

    /** Ignores all callbacks. */
    StageMetrics SILENT = new StageMetrics() {};

    /** A record was folded; its age is the time since it was written. */
    default void onReceived(String stage, String topic, Duration age) {}

    /** A record was fully processed, and everything it led to was forwarded. */
    default void onProcessed(String stage, Cause position) {}

    /** A decision was made by a rule. */
    default void onDecided(String stage, String rule, Duration took) {}

    /** The rules threw instead of deciding about a cluster. */
    default void onRuleFailed(String stage) {}

    /** A topic's offsets were found to restart, seen for one cluster. */
    default void onTopicRecreated(String stage, String topic) {}

    /** A record was forwarded because of another one. */
    default void onForwarded(TraceSpan span) {}

    /** A result was published. */
    default void onResult(String stage) {}

    /** An action was published. */
    default void onAction(String stage, String verb, int attempt) {}

    /** A record went to the dead letters. */
    default void onDeadLetter(String stage, String topic, String reason) {}
}
