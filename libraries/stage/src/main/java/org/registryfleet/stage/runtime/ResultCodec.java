package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Decision;

/** Encodes a stage's result as an Avro record and decodes it. */
public interface ResultCodec<R> {

    SpecificRecord encode(String cluster, R result, Decision decision);

    R decode(SpecificRecord record);
}
