package org.registryfleet.localfleet.inventory;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.service.RunningWatcher;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.InventoryState;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.service.RunningInventory;
import org.registryfleet.inventory.service.kafka.Journal;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.schema.CustomSchemas;
import org.registryfleet.stageservice.TopicReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hub with clusters, Kafka, a watcher and an inventory, each real but for the API servers. */
final class HubLab implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final String CANARY = "canary-5f2c-";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Digester DIGESTER =
            Digester.of("a key of a test, 16+".getBytes(StandardCharsets.UTF_8));

    final SimulatedFleet fleet = SimulatedFleet.start();
    final SimulatedCluster hub;
    final LocalKafka kafka;
    final Map<String, ClusterRegistration> registrations = new ConcurrentHashMap<>();
    final Map<String, InventorySource> sources = new ConcurrentHashMap<>();
    final List<ConsumerRecord<String, byte[]>> clusterRecords = new CopyOnWriteArrayList<>();
    private final Workspace workspace = Workspace.temporary();
    private final TopicReader reader;
    private final ClusterConnections watched;
    private final ClusterConnections hubs;
    private final RunningWatcher watcher;
    private final List<SourceConfiguration> configured;
    private RunningInventory inventory;

    HubLab(SourceConfiguration... configured) {
        this.configured = List.of(configured);
        kafka = LocalKafka.start(workspace.folder("kafka"));
        createTopics();
        hub = fleet.addCluster("hub", hubProfile());
        write("hub", hub.kubeconfig());
        reader =
                new TopicReader(
                        "lab", access(), List.of(Topics.CLUSTERS, Topics.INVENTORY), this::take);
        reader.start();
        watched = connections();
        hubs = connections();
        var redaction = new Redaction(RedactionRules.standard(), DIGESTER);
        watcher =
                RunningWatcher.start(
                        watched, redaction, RunningWatcher.Options.of(kafka.bootstrapServers()));
        inventory = start();
    }

    private static ClusterProfile hubProfile() {
        var profile = ClusterProfile.empty();
        var folder = System.getProperty("crds.dir", "");
        var schemas =
                folder.isEmpty()
                        ? CustomSchemas.builtIn()
                        : CustomSchemas.fromFolder(Path.of(folder, "hub"));
        return new ClusterProfile(
                profile.objects(),
                profile.catalog(),
                schemas,
                profile.kubelet(),
                ServerSettings.DEFAULT.withRequestLogLimit(100_000));
    }

    static SourceConfiguration source(SourceSettings settings) {
        return new SourceConfiguration(settings, List.of("*"), "", "");
    }

    static SourceSettings settings(String name, String type, int precedence) {
        return SourceSettings.of(name, type, precedence)
                .withLabels(new LabelMapping(Set.of("env"), Map.of("site", "hq")));
    }

    RunningInventory start() {
        return RunningInventory.start(
                new RunningInventory.Options(
                        access(), hubs, DIGESTER, configured, InstantSource.system(), _ -> {}));
    }

    void restartInventory() {
        inventory.close();
        inventory = start();
    }

    /** Writes what a person says to the inventory. */
    void command(InventoryFact fact) {
        try (var journal = new Journal(access(), () -> {})) {
            journal.await(fact);
        }
    }

    /** A cluster that answers to a token only. */
    SimulatedCluster member(String id) {
        var settings = ServerSettings.DEFAULT.withToken(token(id)).withRequestLogLimit(10_000);
        return fleet.addCluster(
                id, ClusterProfile.demo(DemoPlatform.PLAIN_KUBERNETES, id).withSettings(settings));
    }

    /** A kubeconfig of the member, as an operator mounts it. */
    void kubeconfig(String file, String member) {
        write(file, fleet.kubeconfig(member));
    }

    static String token(String id) {
        return CANARY + id;
    }

    void argo(String name, String member, String labels) {
        argo(
                name,
                Map.of(
                        "name",
                        name,
                        "server",
                        fleet.baseUrl(member),
                        "config",
                        "{\"bearerToken\": \"" + token(member) + "\"}"),
                labels);
    }

    void argo(String name, Map<String, String> data, String labels) {
        secret(
                "argocd",
                name,
                "'argocd.argoproj.io/secret-type':'cluster'"
                        + (labels.isEmpty() ? "" : "," + labels),
                data);
    }

    void secret(String namespace, String name, String labels, Map<String, String> data) {
        namespace(namespace);
        var secret =
                json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'%s','namespace':'%s','labels':{%s}}}"
                                .formatted(name, namespace, labels));
        var values = secret.putObject("data");
        data.forEach((key, value) -> values.put(key, encoded(value)));
        hub.apply(secret);
    }

    void namespace(String name) {
        if (hub.list("v1", "Namespace", "").stream()
                .noneMatch(one -> one.at("/metadata/name").asText().equals(name))) {
            hub.apply(
                    json(
                            "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'"
                                    + name
                                    + "'}}"));
        }
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitAdmission(String cluster, Admission admission) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                Optional.ofNullable(registrations.get(cluster))
                                        .filter(one -> one.getAdmission() == admission)
                                        .isPresent());
    }

    /** All registrations that were ever admitted, in the order of the log. */
    List<ClusterRegistration> everAdmitted() {
        var events = Events.singleObject();
        return clusterRecords.stream()
                .filter(record -> record.value() != null)
                .map(record -> events.decode(record.value(), ClusterRegistration.class))
                .filter(one -> one.getAdmission() == Admission.ADMITTED)
                .toList();
    }

    void awaitState(String source, InventoryState state) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                Optional.ofNullable(sources.get(source))
                                        .filter(one -> one.getState() == state)
                                        .isPresent());
    }

    KafkaAccess access() {
        return KafkaAccess.of(kafka.bootstrapServers());
    }

    private ClusterConnections connections() {
        return new ClusterConnections(
                ConnectionSettings.of("lab", workspace.folder("clusters"))
                        .withHub("kubeconfig:hub"));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var events = Events.singleObject();
        if (record.topic().equals(Topics.INVENTORY)) {
            sources.put(record.key(), events.decode(record.value(), InventorySource.class));
            return;
        }
        clusterRecords.add(record);
        if (record.value() == null) {
            registrations.remove(record.key());
        } else {
            registrations.put(
                    record.key(), events.decode(record.value(), ClusterRegistration.class));
        }
    }

    private void createTopics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicCatalogue(
                            admin,
                            TopicSettings.DEFAULT.withReplicationFactor(1),
                            Duration.ofMinutes(1),
                            _ -> {})
                    .ensure(Topics.all());
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(workspace.folder("clusters").resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        inventory.close();
        watcher.close();
        reader.stop();
        watched.close();
        hubs.close();
        kafka.close();
        fleet.close();
        workspace.close();
    }
}
