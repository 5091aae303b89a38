package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The specification of one topic: its record type and cleanup policy. Installation-specific numbers
 * come from {@link TopicSettings}.
 *
 * @param recordType the event type of the topic; a dead-letter topic holds the bytes of such
 *     records
 * @param isDeadLetter whether this is the dead-letter topic of another topic
 */
public record TopicSpec(
        String name,
        Cleanup cleanup,
        Class<? extends SpecificRecord> recordType,
        boolean isDeadLetter) {

    /** The cleanup policy after the audit retention. */
    public enum Cleanup {
        /** Records are deleted. */
        DELETE_AFTER_AUDIT,
        /** The latest record of each cluster is kept. */
        COMPACT_AFTER_AUDIT,
        /** Never deleted: the current state is derived from all records. */
        KEEP,
        /**
         * Compacted from the start: only the latest record of each cluster is kept, without audit
         * history.
         */
        COMPACT_SOON
    }

    /** Space for the headers that describe why a record became a dead letter. */
    private static final int DEAD_LETTER_ROOM = 256 * 1024;

    private static final String SMALL_SEGMENT = Integer.toString(16 * 1024 * 1024);

    /** The dead-letter topic of this topic. */
    public TopicSpec deadLetter() {
        if (isDeadLetter) {
            throw new IllegalStateException(name + " holds dead letters, it has none itself");
        }
        return new TopicSpec(Topics.deadLetter(name), Cleanup.DELETE_AFTER_AUDIT, recordType, true);
    }

    /** The topic configuration, under Kafka's names. */
    public Map<String, String> config(TopicSettings settings) {
        var retention = Long.toString(settings.auditRetention().toMillis());
        var config = new LinkedHashMap<String, String>();
        switch (cleanup) {
            case DELETE_AFTER_AUDIT -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                config.put(TopicConfig.RETENTION_MS_CONFIG, retention);
                // a broker-side size limit would shorten the audit history
                config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            }
            case COMPACT_AFTER_AUDIT -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                config.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, retention);
            }
            case KEEP -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
                config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            }
            case COMPACT_SOON -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                // the active segment is never compacted, and is read at every start
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
        // not verified: operators who create topics beforehand may choose another value
        var config = new HashMap<>(config(settings));
        config.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(settings.minInSyncReplicas()));
        return new NewTopic(name, settings.partitions(), settings.replicationFactor())
                .configs(config);
    }
}
