package org.registryfleet.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.EventLogRecord.Header;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

class RecordBytesTest {

    private static final TopicPartitionId LANE = new TopicPartitionId("topic", 3);
    private static final EventLogRecord RECORD =
            new EventLogRecord(
                    "topic",
                    3,
                    42,
                    Instant.ofEpochMilli(1_700_000_000_123L),
                    "fürth",
                    new byte[] {1, 2, 3},
                    List.of(new Header("a", new byte[] {4}), new Header("b", null)));

    @Test
    void keepEverythingOfARecord() {
        var read = RecordBytes.read(LANE, RecordBytes.of(RECORD)).orElseThrow();

        assertThat(read).usingRecursiveComparison().isEqualTo(RECORD);
    }

    @Test
    void tellNothingFromEmpty() {
        var nothing = new EventLogRecord("topic", 3, 42, RECORD.time(), null, null, List.of());
        var empty = new EventLogRecord("topic", 3, 42, RECORD.time(), "", new byte[0], List.of());

        assertThat(RecordBytes.of(nothing)).isNotEqualTo(RecordBytes.of(empty));
        assertThat(RecordBytes.read(LANE, RecordBytes.of(nothing)).orElseThrow().value()).isNull();
    }

    @Test
    void areNoRecordWhenCutOrLonger() {
        var bytes = RecordBytes.of(RECORD);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(RecordBytes.isWhole(Arrays.copyOf(bytes, length))).isFalse();
        }
        assertThat(RecordBytes.isWhole(bytes)).isTrue();
        assertThat(RecordBytes.isWhole(Arrays.copyOf(bytes, bytes.length + 1))).isFalse();
    }
}
