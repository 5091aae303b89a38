package org.registryfleet.stage.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.stage.store.ClusterStateStore;

/**
 * What led to a decision.
 *
 * @param cause place of the record; null for an alarm
 * @param taken the record when it was taken in now; null when it only comes again
 */
record Trigger(@Nullable Cause cause, ClusterStateStore.@Nullable Taken taken, Headers headers) {

    static Trigger timer() {
        return repetition(null);
    }

    static Trigger repetition(@Nullable Cause cause) {
        return new Trigger(cause, null, new RecordHeaders());
    }
}
