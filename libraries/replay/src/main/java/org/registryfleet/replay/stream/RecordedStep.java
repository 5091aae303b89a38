package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.Decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that a stage published in one step about one cluster. Never empty. */
record RecordedStep(String cluster, Decision decision, List<Output> outputs) {

    RecordedStep {
        outputs = List.copyOf(outputs);
    }

    /** One record that the stage published. */
    record Output(EventLogRecord record, SpecificRecord event, Decision decision) {

        long step() {
            return decision.getStep();
        }

        /** The same bytes in the same topic. */
        boolean repeats(Output other) {
            return record.topic().equals(other.record.topic())
                    && Arrays.equals(record.value(), other.record.value());
        }
    }

    long step() {
        return decision.getStep();
    }

    /** With records of the same step that came later. */
    RecordedStep and(RecordedStep rest) {
        var all = new ArrayList<>(outputs);
        all.addAll(rest.outputs);
        return new RecordedStep(cluster, decision, all);
    }

    /** When its first record was written. */
    Instant publishedAt() {
        return outputs.getFirst().record().time();
    }

    /** How many steps count before this one and the silent ones that it tells of. */
    long stepsBefore() {
        return step() - 1 - decision.getSilentSteps().size();
    }
}
