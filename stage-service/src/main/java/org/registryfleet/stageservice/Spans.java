package org.registryfleet.stageservice;

import org.registryfleet.stage.stream.Hop;

/** Where hops between records are told as spans of traces. Called on stream threads. */
@FunctionalInterface
interface Spans extends AutoCloseable {

    /** For a service without traces. */
    Spans NONE = _ -> {};

    void tell(Hop hop);

    @Override
    default void close() {}
}
