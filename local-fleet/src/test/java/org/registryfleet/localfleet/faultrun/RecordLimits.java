package org.registryfleet.localfleet.faultrun;

import org.apache.kafka.clients.producer.ProducerRecord;

/** What a broker and a producer take. */
final class RecordLimits {

    private RecordLimits() {}

    static boolean isTooLarge(ProducerRecord<byte[], byte[]> record) {
        return record.value() != null && record.value().length > 4 * 1024 * 1024;
    }
}
