package org.registryfleet.statusreporter.fleet;

/** One record of the log, by place. */
public record Origin(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "/" + partition + "@" + offset;
    }
}
