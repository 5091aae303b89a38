package org.registryfleet.localfleet.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.service.RunningInventory;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.server.Verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A hub with many labelled Secrets and the inventory that takes them in, with a Kafka of their own.
 * Nobody watches the clusters, so none is admitted.
 */
public final class HubImport implements AutoCloseable {

    private static final String NAMESPACE = "fleet";

    private final Workspace workspace = Workspace.temporary();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final LocalKafka kafka = LocalKafka.start(workspace.folder("kafka"));
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final SimulatedCluster hub;
    private final ClusterConnections connections;
    private final TopicFollower registrations;
    private final CountDownLatch missing;

    /** A hub with so many Secrets. */
    public HubImport(int clusters) {
        var objects = new ArrayList<ObjectNode>();
        objects.add(SimulatedHub.object("v1", "Namespace", "", NAMESPACE));
        for (int i = 0; i < clusters; i++) {
            objects.add(secret("cluster-%05d".formatted(i)));
        }
        hub =
                fleet.addCluster(
                        "hub",
                        ClusterProfile.empty()
                                .withObjects(List.copyOf(objects))
                                .withSettings(ServerSettings.DEFAULT.withRequestLogLimit(100_000)));
        var folder = workspace.folder("clusters");
        try {
            Files.writeString(folder.resolve("hub"), hub.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        connections =
                new ClusterConnections(
                        ConnectionSettings.of("inventory", folder).withHub("kubeconfig:hub"));
        missing = new CountDownLatch(clusters);
        createTopics();
        registrations =
                new TopicFollower(access(), List.of(Topics.CLUSTERS))
                        .start("registrations", this::count);
    }

    /** Starts an inventory with this one source. */
    public RunningInventory start() {
        var source =
                new SourceConfiguration(
                        SourceSettings.of("hub", "labelled-secret", 0), List.of(NAMESPACE), "", "");
        return RunningInventory.start(
                new RunningInventory.Options(
                        access(),
                        connections,
                        LocalDigestKey.in(workspace.root()).digester(),
                        List.of(source),
                        InstantSource.system(),
                        _ -> {}));
    }

    /** Waits until the log has every cluster; false when the time is over. */
    public boolean await(Duration limit) {
        try {
            return missing.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ids of the clusters that the log has. */
    public Set<String> registered() {
        return Set.copyOf(registered);
    }

    /** How many pages of Secrets the hub was asked for. */
    public int pages() {
        return (int)
                hub.requests().recent().stream()
                        .filter(
                                request ->
                                        request.call().verb() == Verb.LIST && request.code() == 200)
                        .filter(request -> request.call().path().endsWith("/secrets"))
                        .count();
    }

    /** Where the log is. */
    public KafkaAccess access() {
        return KafkaAccess.of(kafka.bootstrapServers());
    }

    private void count(ConsumerRecord<String, byte[]> record) {
        if (registered.add(record.key())) {
            missing.countDown();
        }
    }

    private void createTopics() {
        try (var admin = access().admin()) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
    }

    private static ObjectNode secret(String name) {
        var secret = SimulatedHub.object("v1", "Secret", NAMESPACE, name);
        secret.withObjectProperty("metadata")
                .putObject("labels")
                .put("fleet.registryfleet.org/cluster", "true");
        secret.putObject("data")
                .put("server", SimulatedHub.encoded("https://%s.example:6443".formatted(name)))
                .put("token", SimulatedHub.encoded("token of " + name));
        return secret;
    }

    @Override
    public void close() {
        registrations.close();
        connections.close();
        kafka.close();
        fleet.close();
        workspace.close();
    }
}
