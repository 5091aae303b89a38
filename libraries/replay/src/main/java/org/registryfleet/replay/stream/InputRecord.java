package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.DecodedRecord;

/**
 * One input record of a stage.
 *
 * @param since offset of the first record about the same subject that was dropped in its favour;
 *     its own offset when none was
 */
record InputRecord(DecodedRecord reading, long since) {

    static InputRecord of(DecodedRecord reading) {
        return new InputRecord(reading, reading.place().getOffset());
    }

    String topic() {
        return reading.place().getTopic();
    }

    long offset() {
        return reading.place().getOffset();
    }

    /** Whether earlier records were dropped in its favour. */
    boolean supersedes() {
        return since < offset();
    }

    /** The same record when nothing before the offset was dropped after all. */
    InputRecord leavingOutFrom(long offset) {
        return since < offset ? new InputRecord(reading, offset) : this;
    }

    /** The same record in whose favour the earlier one was dropped. */
    InputRecord superseding(InputRecord earlier) {
        return new InputRecord(reading, Math.min(since, earlier.since));
    }

    /**
     * The subject of the record. For a stage without actions in flight only the last record of a
     * topic about a subject counts. Null if every record counts by itself.
     */
    @Nullable Object subject() {
        return switch (reading.event()) {
            // a tombstone among results counts for no stage
            case null -> topic().equals(Topics.CLUSTERS) ? ClusterRegistration.class : null;
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
