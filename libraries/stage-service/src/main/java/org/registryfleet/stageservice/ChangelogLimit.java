package org.registryfleet.stageservice;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.registryfleet.stage.topology.StageTopology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Raises max.message.bytes of a stage's changelog topic. Kafka Streams only sets it on creation, so
 * a changelog of an earlier release keeps the old limit.
 */
final class ChangelogLimit {

    private static final Logger LOG = LoggerFactory.getLogger(ChangelogLimit.class);

    private final ConfigResource changelog;
    private final int bytes;

    /**
     * @param application application id of the stage
     */
    ChangelogLimit(String application, int bytes) {
        var topic = application + "-" + StageTopology.STORE + "-changelog";
        this.changelog = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        this.bytes = bytes;
    }

    /** Raises the limit if it is lower; a missing changelog gets it on creation. */
    void raise(Admin admin) {
        try {
            var config = admin.describeConfigs(List.of(changelog)).all().get().get(changelog);
            var limit = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            if (limit != null && Integer.parseInt(limit.value()) < bytes) {
                var wanted = Integer.toString(bytes);
                var entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, wanted);
                var change = List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
                admin.incrementalAlterConfigs(Map.of(changelog, change)).all().get();
                LOG.info("{} takes entries of {} bytes now", changelog.name(), wanted);
            }
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                LOG.error(
                        "the limit of {} could not be raised: set its {} to {}, or objects that are larger than its limit stop the stage",
                        changelog.name(),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        bytes,
                        failure);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
