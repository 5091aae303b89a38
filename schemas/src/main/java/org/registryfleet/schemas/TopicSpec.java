package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one topic holds and how long. The numbers that differ between installations come from {@link
 * TopicSettings}.
 *
 * @param recordType the one event of the topic; dead letters hold the bytes of such a record
 * @param isDeadLetter whether the topic holds what a consumer of another topic could not use
 */
public record TopicSpec(
        String name,
        Cleanup cleanup,
        Class<? extends SpecificRecord> recordType,
        boolean isDeadLetter) {

    /** What happens to a record once the audit retention is over. */
    public enum Cleanup {
        /** It goes. */
        DELETE_AFTER_AUDIT,
        /** It stays while it is the latest of its cluster. */
        COMPACT_AFTER_AUDIT,
        /** Only the latest of each cluster matters, at any time: no history for the audit. */
        COMPACT_SOON
    }

    /** Room for the headers that say why a record became a dead letter. */
    private static final int DEAD_LETTER_ROOM = 256 * 1024;

    private static final String SMALL_SEGMENT = Integer.toString(16 * 1024 * 1024);

    /** The topic for the records of this one that a consumer could not use. */
    public TopicSpec deadLetter() {
        if (isDeadLetter) {
            throw new IllegalStateException(name + " holds dead letters, it has none itself");
        }
        return new TopicSpec(Topics.deadLetter(name), Cleanup.DELETE_AFTER_AUDIT, recordType, true);
    }

    /** The topic's settings as Kafka names them. */
    public Map<String, String> config(TopicSettings settings) {
        var retention = Long.toString(settings.auditRetention().toMillis());
        var config = new LinkedHashMap<String, String>();
        switch (cleanup) {
            case DELETE_AFTER_AUDIT -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                config.put(TopicConfig.RETENTION_MS_CONFIG, retention);
                // a size limit of the broker would cut the audit short
                config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            }
            case COMPACT_AFTER_AUDIT -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                config.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, retention);
            }
            case COMPACT_SOON -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                // the segment that is written to is never compacted, and is read at every start
                config.put(TopicConfig.SEGMENT_BYTES_CONFIG, SMALL_SEGMENT);
            }
        }
        var room = isDeadLetter ? DEAD_LETTER_ROOM : 0;
        config.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Math.addExact(settings.maxMessageBytes(), room)));
        return config;
    }

    NewTopic newTopic(TopicSettings settings) {
        // not among what is checked: whoever makes topics beforehand may want another number
        var config = new HashMap<>(config(settings));
        config.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(settings.minInSyncReplicas()));
        return new NewTopic(name, settings.partitions(), settings.replicationFactor())
                .configs(config);
    }
}
