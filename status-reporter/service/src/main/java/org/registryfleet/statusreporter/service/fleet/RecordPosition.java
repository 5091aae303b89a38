package org.registryfleet.statusreporter.service.fleet;

/** The topic, partition and offset of one record. */
public record RecordPosition(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "/" + partition + "@" + offset;
    }
}
