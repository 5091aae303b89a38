package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.stage.runtime.DecodedRecord;

/**
 * One input record of a stage.
 *
 * @param supersedes earlier records about the same subject were dropped in its favour
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
     * The subject of the record. For a stage without actions in flight only the last record of a
     * topic about a subject counts. Null if every record counts by itself.
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

    /** An object as observed by one watch session. */
    private record WatchKey(long epoch, String session, Object object) {}
}
