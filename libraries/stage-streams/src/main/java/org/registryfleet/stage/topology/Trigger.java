package org.registryfleet.stage.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.stage.store.ClusterStateStore;

/**
 * What triggered a decision: a record, a timer or a redelivery.
 *
 * @param cause position of the record; null for a timer
 * @param taken the record if it was folded now; null for a timer or a redelivery
 */
record Trigger(@Nullable Cause cause, ClusterStateStore.@Nullable Taken taken, Headers headers) {

    static Trigger timer() {
        return repetition(null);
    }

    static Trigger repetition(@Nullable Cause cause) {
        return new Trigger(cause, null, new RecordHeaders());
    }
}
