package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All records that a stage published in one step for one cluster. Never empty. */
record RecordedStep(String cluster, Decision decision, List<Output> outputs) {

    RecordedStep {
        outputs = List.copyOf(outputs);
    }

    /** One record that the stage published. */
    record Output(EventLogRecord record, SpecificRecord event, Decision decision) {

        long step() {
            return decision.getStep();
        }

        /** Whether it has the same topic and bytes. */
        boolean repeats(Output other) {
            return record.topic().equals(other.record.topic())
                    && Arrays.equals(record.value(), other.record.value());
        }
    }

    long step() {
        return decision.getStep();
    }

    /** Adds later records of the same step. */
    RecordedStep and(RecordedStep rest) {
        var all = new ArrayList<>(outputs);
        all.addAll(rest.outputs);
        return new RecordedStep(cluster, decision, all);
    }

    /** The timestamp of its first record. */
    Instant publishedAt() {
        return outputs.getFirst().record().time();
    }

    /** The positions of the first silent step it implies, or its own without any. */
    List<Cause> firstBasis() {
        var silent = decision.getSilentSteps();
        return silent.isEmpty() ? decision.getBasis() : silent.getFirst().getBasis();
    }

    /** The number of steps before this one and the silent steps it implies. */
    long stepsBefore() {
        return step() - 1 - decision.getSilentSteps().size();
    }
}
