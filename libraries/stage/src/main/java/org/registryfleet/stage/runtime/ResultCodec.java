package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Decision;

/** A stage's result to its record in the log and back. */
public interface ResultCodec<R> {

    SpecificRecord encode(String cluster, R result, Decision decision);

    R decode(SpecificRecord record);
}
