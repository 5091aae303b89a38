package org.registryfleet.replay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.log.LogRecord;
import org.registryfleet.events.Cause;

import java.time.Instant;
import java.util.List;

class PendingTest {

    private final Pending pending = new Pending();

    @Test
    void takesOfEachTopicWhatLiesUpToThePlace() {
        pending.add(record("a", 1));
        pending.add(record("b", 7));
        pending.add(record("a", 2));
        pending.add(record("a", 5));

        var taken = pending.takeTo(List.of(new Cause("a", 0, 2L), new Cause("b", 0, 6L)));

        assertThat(taken).containsExactly(record("a", 1), record("a", 2));
        assertThat(pending.size()).isEqualTo(2);
    }

    @Test
    void leavesTopicsThatAreNotNamed() {
        pending.add(record("b", 7));

        assertThat(pending.takeTo(List.of(new Cause("a", 0, 9L)))).isEmpty();
        assertThat(pending.size()).isOne();
    }

    @Test
    void putsEarlierRecordsBackBeforeTheOthers() {
        pending.add(record("a", 3));
        pending.putBack(List.of(record("a", 1), record("a", 2)));

        assertThat(pending.takeTo(List.of(new Cause("a", 0, 9L))))
                .containsExactly(record("a", 1), record("a", 2), record("a", 3));
    }

    private static LogRecord record(String topic, long offset) {
        return new LogRecord(topic, 0, offset, Instant.EPOCH, "c", null, List.of());
    }
}
