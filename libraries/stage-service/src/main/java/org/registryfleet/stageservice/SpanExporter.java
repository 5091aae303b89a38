package org.registryfleet.stageservice;

import org.registryfleet.stage.telemetry.TraceSpan;

/** Where hops between records are told as spans of traces. Called on stream threads. */
@FunctionalInterface
interface SpanExporter extends AutoCloseable {

    /** For a service without traces. */
    SpanExporter NONE = _ -> {};

    void export(TraceSpan span);

    @Override
    default void close() {}
}
