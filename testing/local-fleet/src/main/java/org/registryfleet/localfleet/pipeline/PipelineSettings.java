package org.registryfleet.localfleet.pipeline;

import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.stage.decision.FleetClock;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the control plane runs in this process.
 *
 * @param bootstrapServers of the Kafka that holds the log
 * @param kubeconfigs folder with one kubeconfig a cluster
 * @param data folder for what a service keeps on disk
 * @param digestKey key of the digests that stand for secret values, at least 16 bytes
 * @param webPort of the status-reporter; 0 for a free one
 * @param properties further Spring properties for every service
 * @param clouds where requests to clouds go: never to a real one
 * @param releases which images the fleet has
 */
public record PipelineSettings(
        String bootstrapServers,
        Path kubeconfigs,
        Path data,
        FleetClock clock,
        LocalDigestKey digestKey,
        int webPort,
        Map<String, String> properties,
        EndpointOverride clouds,
        Releases releases) {

    private static final String HUB = "fleet.access.hub";
    private static final Releases ONE =
            Releases.only(
                    new OperandImages(
                            "registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot"));
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    public PipelineSettings {
        properties = Map.copyOf(properties);
    }

    /** One release. */
    public PipelineSettings(
            String bootstrapServers,
            Path kubeconfigs,
            Path data,
            FleetClock clock,
            LocalDigestKey digestKey,
            int webPort,
            Map<String, String> properties,
            EndpointOverride clouds) {
        this(
                bootstrapServers,
                kubeconfigs,
                data,
                clock,
                digestKey,
                webPort,
                properties,
                clouds,
                ONE);
    }

    /** The same with other releases. */
    public PipelineSettings withReleases(Releases others) {
        return new PipelineSettings(
                bootstrapServers,
                kubeconfigs,
                data,
                clock,
                digestKey,
                webPort,
                properties,
                clouds,
                others);
    }

    /** No cloud answers. */
    public PipelineSettings(
            String bootstrapServers,
            Path kubeconfigs,
            Path data,
            FleetClock clock,
            LocalDigestKey digestKey,
            int webPort,
            Map<String, String> properties) {
        this(bootstrapServers, kubeconfigs, data, clock, digestKey, webPort, properties, nowhere());
    }

    /** The same with a hub, which holds the credentials of clusters. */
    public PipelineSettings withHub(String credential) {
        var more = new HashMap<>(properties);
        more.put(HUB, credential);
        return new PipelineSettings(
                bootstrapServers,
                kubeconfigs,
                data,
                clock,
                digestKey,
                webPort,
                more,
                clouds,
                releases);
    }

    /** Credential reference of the hub. */
    String hub() {
        return properties.getOrDefault(HUB, "in-cluster");
    }

    /** As behind a closed gate: only what is on this machine can be reached. */
    public static EndpointOverride nowhere() {
        return (_, host) -> THIS_MACHINE.contains(host) ? Optional.empty() : Optional.of(NOWHERE);
    }
}
