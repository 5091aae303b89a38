package org.registryfleet.localfleet.drill;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.service.RunningWatcher;
import org.registryfleet.clusterwatcher.service.watch.WatchListener;
import org.registryfleet.clusterwatcher.service.watch.WatchSettings;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.localfleet.kafka.Broker;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kafka, simulated clusters, watchers, and what the log shows of each cluster. */
final class DrillLab implements AutoCloseable {
    private final Workspace workspace = Workspace.temporary();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final Map<String, List<Observation>> observations = new ConcurrentHashMap<>();
    private final List<ClusterConnections> connections = new ArrayList<>();
    private final LogTail log;
    private final RegistrationCommands registrations;
    private Broker kafka;

    DrillLab() {
        kafka = StoryBroker.start(workspace.folder("kafka"));
        try (var admin = KafkaAccess.of(kafka.bootstrapServers()).admin()) {
            var topics = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, topics, Duration.ofMinutes(1), _ -> {}).ensure(Topics.all());
        }
        log = LogTail.start(kafka.bootstrapServers());
        log.listen(
                (_, cluster, record) -> {
                    if (record instanceof Observation observation) {
                        observed(cluster).add(observation);
                    }
                });
        registrations =
                new RegistrationCommands(
                        KafkaAccess.of(kafka.bootstrapServers()), "registry-fleet/local");
    }

    List<Observation> observed(String cluster) {
        return observations.computeIfAbsent(cluster, _ -> new CopyOnWriteArrayList<>());
    }

    /** A cluster in the fleet, with an API server that remembers so many changes. */
    Changes cluster(String id, int history) {
        var settings =
                ServerSettings.DEFAULT
                        .withHistoryLimit(history)
                        .withBookmarkInterval(Duration.ofSeconds(1));
        var cluster = fleet.addCluster(id, ClusterProfile.empty().withSettings(settings));
        try {
            Files.writeString(workspace.folder("clusters").resolve(id), cluster.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var changes = new Changes(cluster, Long.getLong("drill.seed", id.hashCode()));
        registrations.register(
                ClusterRegistration.newBuilder()
                        .setCluster(id)
                        .setCredential("kubeconfig:" + id)
                        .setSimulated(true)
                        .build());
        return changes;
    }

    void deregister(Changes changes) {
        registrations.deregister(changes.cluster().id());
    }

    /** A watcher in this process; two in different groups both believe to be in charge. */
    RunningWatcher watcher(String group) {
        var own =
                new ClusterConnections(
                        ConnectionSettings.of("drill", workspace.folder("clusters")));
        connections.add(own);
        var redaction =
                new Redaction(
                        RedactionRules.standard(), LocalDigestKey.in(workspace.root()).digester());
        var options =
                new RunningWatcher.Options(
                        KafkaAccess.of(kafka.bootstrapServers()),
                        Map.of("group.id", group),
                        Events.singleObject(),
                        quick(),
                        InstantSource.system(),
                        WatchListener.NONE);
        return RunningWatcher.start(own, redaction, options);
    }

    private static WatchSettings quick() {
        var standard = WatchSettings.standard();
        return new WatchSettings(
                standard.pageSize(),
                standard.concurrentLists(),
                standard.pagesAtOnce(),
                standard.silenceLimit(),
                standard.absentRetry(),
                Duration.ofSeconds(1),
                standard.listLimit(),
                Duration.ofSeconds(1),
                standard.comparePause(),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
    }

    WatcherProcess process() {
        return new WatcherProcess(workspace, kafka.bootstrapServers());
    }

    void stopKafka() {
        kafka.close();
    }

    void startKafka() {
        kafka = StoryBroker.start(workspace.folder("kafka"));
    }

    @Override
    public void close() {
        registrations.close();
        log.close();
        connections.forEach(ClusterConnections::close);
        fleet.close();
        kafka.close();
        workspace.close();
    }
}
