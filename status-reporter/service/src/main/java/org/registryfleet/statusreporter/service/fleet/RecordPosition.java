package org.registryfleet.statusreporter.service.fleet;

/** One record of the log, by place. */
public record RecordPosition(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "/" + partition + "@" + offset;
    }
}
