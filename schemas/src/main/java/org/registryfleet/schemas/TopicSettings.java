package org.registryfleet.schemas;

import java.time.Duration;
import java.util.ArrayList;

/**
 * The parameters of the topic catalogue that an installation chooses, the same for all topics.
 *
 * @param partitions partitions per topic; cannot be changed once clusters are registered
 * @param auditRetention how long every record is kept, whatever comes after it
 * @param maxMessageBytes largest record; an object in a cluster may reach 1.5 MiB, JSON escapes
 *     more
 */
public record TopicSettings(
        int partitions, short replicationFactor, Duration auditRetention, int maxMessageBytes) {

    /** 12 partitions, 3 replicas, 90 days, 4 MiB. */
    public static final TopicSettings DEFAULT =
            new TopicSettings(12, (short) 3, Duration.ofDays(90), 4 * 1024 * 1024);

    /** Rejects invalid values, all of them in one message. */
    public TopicSettings {
        var faults = new ArrayList<String>();
        if (partitions < 1) {
            faults.add("partitions is %d, must be at least 1".formatted(partitions));
        }
        if (replicationFactor < 1) {
            faults.add("replicationFactor is %d, must be at least 1".formatted(replicationFactor));
        }
        if (auditRetention.toMillis() < 1) {
            faults.add("auditRetention is %s, must be positive".formatted(auditRetention));
        }
        if (maxMessageBytes < 1024 * 1024) {
            faults.add("maxMessageBytes is %d, must be at least 1 MiB".formatted(maxMessageBytes));
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("topic settings: " + String.join("; ", faults));
        }
    }

    /**
     * {@code min.insync.replicas}: all replicas but one, so that losing a broker neither stops the
     * fleet nor loses a record.
     */
    public int minInSyncReplicas() {
        return Math.max(1, replicationFactor - 1);
    }

    public TopicSettings withPartitions(int count) {
        return new TopicSettings(count, replicationFactor, auditRetention, maxMessageBytes);
    }

    public TopicSettings withReplicationFactor(int factor) {
        return new TopicSettings(partitions, (short) factor, auditRetention, maxMessageBytes);
    }
}
