package org.registryfleet.localfleet.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.localfleet.kafka.Broker;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Kafka, an empty fleet of simulated clusters, and the statuses that the log shows. */
final class FaultLab implements AutoCloseable {

    static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    static final String REGISTRY = "openshift-image-registry";
    static final SimulatedObjectRef DEPLOYMENT =
            SimulatedObjectRef.of("apps/v1", "Deployment", REGISTRY, "image-registry");

    private static final int ALL_REQUESTS = 100_000;

    static {
        // four applications in one process would each add the console again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final Workspace workspace = Workspace.temporary();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final Map<String, ClusterStatus> statuses = new ConcurrentHashMap<>();
    private final Function<Path, Broker> brokers;
    private Broker kafka;
    private final LogTail log;
    private final RegistrationCommands registrations;
    private @Nullable Pipeline pipeline;

    private FaultLab() {
        this(StoryBroker::start, 1);
    }

    private FaultLab(Function<Path, Broker> brokers, int replicas) {
        this.brokers = brokers;
        kafka = brokers.apply(workspace.folder("kafka"));
        createTopics(kafka.bootstrapServers(), replicas);
        log = LogTail.start(kafka.bootstrapServers());
        log.listen(
                (_, cluster, record) -> {
                    if (record instanceof ClusterStatus status) {
                        statuses.put(cluster, status);
                    }
                });
        registrations =
                new RegistrationCommands(
                        KafkaAccess.of(kafka.bootstrapServers()), "registry-fleet/local");
    }

    /** Kafka and clusters only. */
    static FaultLab withoutServices() {
        return new FaultLab();
    }

    /** The same on other brokers, with topics of so many replicas. */
    static FaultLab withoutServices(Function<Path, Broker> brokers, int replicas) {
        return new FaultLab(brokers, replicas);
    }

    /** With all services in this process. */
    static FaultLab withServices() {
        return withServices(PipelineSettings.nowhere());
    }

    /** The same with clouds. */
    static FaultLab withServices(EndpointOverride clouds) {
        return withServices(StoryBroker::start, Map.of(), clouds);
    }

    /** The same on another broker, with further properties for every service. */
    static FaultLab withServices(
            Function<Path, Broker> brokers,
            Map<String, String> properties,
            EndpointOverride clouds) {
        var lab = new FaultLab(brokers, 1);
        lab.pipeline = Pipeline.start(lab.settings(properties, clouds));
        return lab;
    }

    /** With all services and the images of several releases. */
    static FaultLab withReleases(Releases releases) {
        var lab = new FaultLab();
        var settings = lab.settings(Map.of(), PipelineSettings.nowhere());
        lab.pipeline = Pipeline.start(settings.withReleases(releases));
        return lab;
    }

    private PipelineSettings settings(Map<String, String> properties, EndpointOverride clouds) {
        return new PipelineSettings(
                bootstrapServers(),
                workspace.folder("clusters"),
                workspace.folder("state"),
                _ -> Instant.now(),
                LocalDigestKey.in(workspace.root()),
                0,
                properties,
                clouds);
    }

    static void createTopics(String bootstrapServers) {
        createTopics(bootstrapServers, 1);
    }

    private static void createTopics(String bootstrapServers, int replicas) {
        try (var admin = KafkaAccess.of(bootstrapServers).admin()) {
            var topics = TopicSettings.DEFAULT.withReplicationFactor(replicas);
            new TopicCatalogue(admin, topics, Duration.ofMinutes(1), _ -> {}).ensure(Topics.all());
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    Workspace workspace() {
        return workspace;
    }

    LogTail log() {
        return log;
    }

    Pipeline pipeline() {
        return java.util.Objects.requireNonNull(pipeline);
    }

    /** Ends Kafka. */
    void stopKafka() {
        kafka.close();
    }

    /** Kafka comes back with what it held, where it was. */
    void startKafka() {
        kafka = brokers.apply(workspace.folder("kafka"));
    }

    /** A cluster that nobody manages yet, with its kubeconfig in the folder. */
    SimulatedCluster cluster(String id, DemoPlatform platform) {
        return cluster(id, ClusterProfile.demo(platform, id));
    }

    SimulatedCluster cluster(String id, ClusterProfile profile) {
        return cluster(id, profile, ServerSettings.DEFAULT);
    }

    SimulatedCluster cluster(String id, ClusterProfile profile, ServerSettings settings) {
        var logging = settings.withRequestLogLimit(ALL_REQUESTS);
        var cluster = fleet.addCluster(id, profile.withSettings(logging));
        kubeconfig(id, cluster.kubeconfig());
        return cluster;
    }

    SimulatedCluster clusterNamed(String id) {
        return fleet.cluster(id);
    }

    /** Where a cluster's API server is. */
    String address(String id) {
        return fleet.baseUrl(id);
    }

    void kubeconfig(String id, String content) {
        try {
            Files.writeString(workspace.folder("clusters").resolve(id), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void register(SimulatedCluster cluster) {
        register(cluster.id());
    }

    void register(String cluster) {
        registrations.register(
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setDisplayName(cluster)
                        .setEndpoint(fleet.baseUrl(cluster))
                        .setCredential("kubeconfig:" + cluster)
                        .setMode(OwnershipMode.FULL)
                        .setSimulated(true)
                        .build());
    }

    /** The last status that the log shows. */
    Optional<ClusterStatus> status(String cluster) {
        return Optional.ofNullable(statuses.get(cluster));
    }

    /** Nothing is under way and the summary is this. */
    boolean isSettled(String cluster, String summary) {
        return status(cluster)
                .filter(status -> status.getSettled() && status.getSummary().equals(summary))
                .isPresent();
    }

    /** An administrator's change of the Config's spec. */
    static void edit(SimulatedCluster cluster, String spec) {
        cluster.patch(CONFIG, JsonNodeFactory.instance.objectNode().set("spec", json(spec)));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode)
                    new com.fasterxml.jackson.databind.ObjectMapper()
                            .readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public void close() {
        registrations.close();
        log.close();
        if (pipeline != null) {
            pipeline.close();
        }
        fleet.close();
        kafka.close();
        workspace.close();
    }
}
