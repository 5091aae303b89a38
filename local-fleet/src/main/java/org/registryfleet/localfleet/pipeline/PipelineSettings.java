package org.registryfleet.localfleet.pipeline;

import org.registryfleet.stage.decision.FleetClock;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the control plane runs in this process.
 *
 * @param bootstrapServers of the Kafka that holds the log
 * @param kubeconfigs folder with one kubeconfig a cluster
 * @param data folder for what a service keeps on disk
 * @param digestKey key of the digests that stand for secret values, at least 16 bytes
 * @param webPort of the status-reporter; 0 for a free one
 * @param properties further Spring properties for every service
 */
public record PipelineSettings(
        String bootstrapServers,
        Path kubeconfigs,
        Path data,
        FleetClock clock,
        DigestKey digestKey,
        int webPort,
        Map<String, String> properties) {

    public PipelineSettings {
        properties = Map.copyOf(properties);
    }
}
