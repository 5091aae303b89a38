package org.registryfleet.regfleet.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Kafka, all services and simulated vSphere clusters: somewhere for a story to happen. */
public final class StoryLab implements AutoCloseable {

    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static {
        // four applications in one process would each add the console again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final Workspace workspace = Workspace.temporary();
    private final LocalKafka kafka = LocalKafka.start(workspace.folder("kafka"));
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final Pipeline pipeline;
    private final LogTail tail;
    private final RegistrationCommands registrations;
    private final Map<String, ClusterStatus> statuses = new ConcurrentHashMap<>();

    public StoryLab() {
        pipeline =
                Pipeline.start(
                        new PipelineSettings(
                                kafka.bootstrapServers(),
                                workspace.folder("clusters"),
                                workspace.folder("state"),
                                _ -> Instant.now(),
                                LocalDigestKey.in(workspace.root()),
                                0,
                                Map.of()));
        tail = LogTail.start(kafka.bootstrapServers());
        tail.listen((_, cluster, record) -> heard(cluster, record));
        registrations =
                new RegistrationCommands(
                        KafkaAccess.of(kafka.bootstrapServers()), "registry-fleet/local");
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What the command line has to know of this fleet. */
    public Map<String, String> environment() {
        return Map.of(
                "REGFLEET_KAFKA",
                kafka.bootstrapServers(),
                "REGFLEET_KUBECONFIGS",
                workspace.folder("clusters").toString(),
                "USER",
                "alice");
    }

    /** A vSphere cluster enters the fleet. */
    public SimulatedCluster enter(String id) {
        return enter(id, Map.of());
    }

    /** The same with labels. */
    public SimulatedCluster enter(String id, Map<String, String> labels) {
        var cluster = fleet.addCluster(id, ClusterProfile.demo(DemoPlatform.VSPHERE, id));
        try {
            Files.writeString(workspace.folder("clusters").resolve(id), cluster.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        registrations.register(
                ClusterRegistration.newBuilder()
                        .setCluster(id)
                        .setDisplayName(id)
                        .setEndpoint(fleet.baseUrl(id))
                        .setCredential("kubeconfig:" + id)
                        .setMode(OwnershipMode.FULL)
                        .setLabels(labels)
                        .setSimulated(true)
                        .build());
        return cluster;
    }

    /** An administrator's change of the Config. */
    void edit(SimulatedCluster cluster, String patch) {
        try {
            cluster.patch(
                    CONFIG,
                    (com.fasterxml.jackson.databind.node.ObjectNode)
                            new ObjectMapper().readTree(patch.replace('\'', '"')));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Waits until the fleet has reported on what the Config says now, and nothing is under way. */
    public Instant await(SimulatedCluster cluster, String summary) {
        var deadline = Instant.now().plus(PATIENCE);
        synchronized (statuses) {
            while (!isSettled(cluster, summary)) {
                long left = Duration.between(Instant.now(), deadline).toMillis();
                if (left <= 0) {
                    throw new AssertionError(
                            "%s is not %s but %s"
                                    .formatted(cluster.id(), summary, statuses.get(cluster.id())));
                }
                try {
                    statuses.wait(Math.min(left, 200));
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }
        }
        return Instant.now();
    }

    /** The services end; the log stays as it is. */
    public void stopServices() {
        pipeline.close();
    }

    @Override
    public void close() {
        registrations.close();
        tail.close();
        fleet.close();
        kafka.close();
        workspace.close();
    }

    private void heard(String cluster, Object record) {
        if (record instanceof ClusterStatus status) {
            synchronized (statuses) {
                statuses.put(cluster, status);
                statuses.notifyAll();
            }
        }
    }

    private boolean isSettled(SimulatedCluster cluster, String summary) {
        var status = statuses.get(cluster.id());
        JsonNode config = cluster.get(CONFIG).orElse(null);
        return status != null
                && config != null
                && status.getSettled()
                && status.getSummary().equals(summary)
                && config.at("/status/observedGeneration").asLong()
                        == requireNonNull(config.at("/metadata/generation")).asLong();
    }
}
