package org.registryfleet.stageservice;

import org.registryfleet.stage.telemetry.TraceSpan;

/** Exports spans between records. Called on stream threads, so it must not block. */
@FunctionalInterface
interface SpanExporter extends AutoCloseable {

    /** Used when tracing is disabled. */
    SpanExporter NONE = _ -> {};

    void export(TraceSpan span);

    @Override
    default void close() {}
}
