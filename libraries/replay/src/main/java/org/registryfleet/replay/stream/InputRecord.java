package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.stage.runtime.DecodedRecord;

/**
 * A record that stages read.
 *
 * @param supersedes earlier records that say the same thing differently were left out for it
 */
record InputRecord(DecodedRecord reading, boolean supersedes) {

    static InputRecord of(DecodedRecord reading) {
        return new InputRecord(reading, false);
    }

    String topic() {
        return reading.place().getTopic();
    }

    long offset() {
        return reading.place().getOffset();
    }

    InputRecord superseding() {
        return new InputRecord(reading, true);
    }

    /**
     * What the record speaks of: of all that a cluster's records in a topic say of one subject only
     * the last counts for a stage without actions under way. Null when each counts by itself.
     */
    @Nullable Object subject() {
        return switch (reading.event()) {
            case null -> ClusterRegistration.class;
            case Observation seen when reading.shown() != null ->
                    new WatchKey(seen.getEpoch(), seen.getSession(), reading.shown());
            case Observation _, Outcome _ -> null;
            case ClusterRegistration _ -> ClusterRegistration.class;
            case SpecificRecord result -> result.getClass();
        };
    }

    /** An object as one watch session shows it. */
    private record WatchKey(long epoch, String session, Object object) {}
}
