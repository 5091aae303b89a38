package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.awaitility.Awaitility;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.api.ResponseLimits;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.clusterwatcher.service.resume.CheckpointRecovery;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchState;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Test harness: watches a simulated cluster and collects the observations. */
final class Lab implements AutoCloseable {
    static {
        // the first start may be slow on a busy machine
        Awaitility.setDefaultTimeout(Duration.ofMinutes(5));
    }

    static final String ID = "c1";
    static final String NAMESPACE = "openshift-image-registry";
    static final SimulatedObjectRef MAP = SimulatedObjectRef.of("v1", "ConfigMap", NAMESPACE, "m");
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final SimulatedCluster cluster;
    private final ClusterConnections connections;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PageSlots pages = new PageSlots(2);
    private final WatchContext context;
    private final List<WatchState> saved = new CopyOnWriteArrayList<>();
    private ClusterWatch watch;
    private volatile Predicate<Observation> lossy = observation -> false;
    private volatile int largest = Integer.MAX_VALUE;

    Lab(Path folder, ClusterProfile profile, WatchSettings settings) {
        this(folder, profile, settings, RedactionRules.standard());
    }

    Lab(Path folder, ClusterProfile profile, WatchSettings settings, RedactionRules rules) {
        cluster = fleet.addCluster(ID, profile);
        cluster.apply(namespace(NAMESPACE));
        try {
            Files.writeString(folder.resolve(ID), cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections =
                new ClusterConnections(
                        ConnectionSettings.of("test", folder)
                                .withCallTimeLimit(Duration.ofSeconds(3))
                                .withLimits(new ResponseLimits(1 << 20, 1 << 19)));
        connections.register(ID, "kubeconfig:" + ID);
        context =
                new WatchContext(
                        WatchedKinds.all(),
                        new Redaction(rules, digester()),
                        settings,
                        new Log(),
                        pages,
                        connections.threads(),
                        timer,
                        () -> NOW,
                        WatchListener.NONE);
        watch = watch(new ResumePoint.First());
    }

    private ClusterWatch watch(ResumePoint resumePoint) {
        return new ClusterWatch(
                new WatchedCluster(ID, "kubeconfig:" + ID),
                connections.api(ID).orElseThrow(),
                context,
                resumePoint.ended());
    }

    static WatchSettings quick() {
        return new WatchTuning().settings();
    }

    static Digester digester() {
        return Digester.of("0123456789abcdef".getBytes(UTF_8));
    }

    Lab start() {
        watch.start(new ResumePoint.First());
        return this;
    }

    Lab synced() {
        start();
        awaitType(ObservationType.SYNCED);
        return this;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    PageSlots pages() {
        return pages;
    }

    ClusterWatch watch() {
        return watch;
    }

    /** Makes the sends of these observations fail. */
    void lose(Predicate<Observation> which) {
        lossy = which;
    }

    /** Sets the maximum size of an object's content. */
    void limit(int bytes) {
        largest = bytes;
    }

    /** Number of list requests the API server has received. */
    long lists() {
        return cluster.requests().count(Verb.LIST);
    }

    List<Observation> observations() {
        return observations;
    }

    List<Observation> of(String kind, String name) {
        return observations.stream()
                .filter(o -> o.getObject() != null)
                .filter(o -> o.getObject().getKind().equals(kind))
                .filter(o -> o.getObject().getName().equals(name))
                .toList();
    }

    List<ObservationType> types(String kind, String name) {
        return of(kind, name).stream().map(Observation::getType).toList();
    }

    Observation awaitType(ObservationType type) {
        await().until(() -> observations.stream().anyMatch(o -> o.getType() == type));
        return observations.stream().filter(o -> o.getType() == type).findFirst().orElseThrow();
    }

    /** Number of sessions in the observations. */
    long sessions() {
        return observations.stream().map(Observation::getSession).distinct().count();
    }

    /** Details of all observations of a type, in order. */
    List<String> details(ObservationType type) {
        return observations.stream()
                .filter(o -> o.getType() == type)
                .map(Observation::getDetail)
                .toList();
    }

    /** Index of the first observation of a type. */
    int indexOf(ObservationType type) {
        return observations.stream().map(Observation::getType).toList().indexOf(type);
    }

    /** Asserts sequence numbers without a gap from 0, unless there was more than one session. */
    void assertThatItsSessionIsGapless() {
        var sequences = observations.stream().map(Observation::getSequence).toList();
        if (sessions() == 1) {
            assertThat(sequences)
                    .containsExactlyElementsOf(
                            LongStream.range(0, sequences.size()).boxed().toList());
        }
    }

    /** A new ConfigMap. */
    static ObjectNode other(String name) {
        return json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','namespace':'%s'}}"
                        .formatted(name, NAMESPACE));
    }

    void awaitWatches(int count) {
        await().until(() -> cluster.watches().count() == count);
    }

    ObjectNode map(String value) {
        return cluster.apply(
                json(
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','namespace':'%s'},'data':{'a':'%s'}}"
                                .formatted(NAMESPACE, value)));
    }

    static ObjectNode namespace(String name) {
        return json(
                "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'%s'}}".formatted(name));
    }

    static ObjectNode json(String text) {
        try {
            return new JsonMapper().readValue(text.replace('\'', '"'), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static JsonNode content(Observation observation) {
        try {
            return new JsonMapper().readTree(observation.getContent());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    List<WatchState> saved() {
        return saved;
    }

    /** The resume point of another watcher that recovers from the topics now. */
    ResumePoint recalled() {
        var recovery = new CheckpointRecovery(saved.getLast());
        for (var i = 0; i < observations.size(); i++) {
            recovery.take(observations.get(i), i);
        }
        return recovery.resumePoint();
    }

    /** Simulates a crash of the watcher; another one takes over. */
    ResumePoint restart() {
        watch.close(ClusterWatch.CloseMode.FENCED);
        return goOn();
    }

    /** Starts another watcher without stopping this one. */
    ResumePoint goOn() {
        var resumePoint = recalled();
        watch = watch(resumePoint);
        watch.start(resumePoint);
        return resumePoint;
    }

    private final class Log implements ObservationSink {
        @Override
        public synchronized void send(Observation observation, Receipt receipt) {
            if (lossy.test(observation)) {
                receipt.lost();
            } else {
                observations.add(observation);
                receipt.written(0, observations.size() - 1L);
            }
        }

        @Override
        public int largestContent() {
            return largest;
        }

        @Override
        public void save(WatchState state) {
            saved.add(state);
        }

        @Override
        public long newest(int partition) {
            return observations.size() - 1L;
        }
    }

    @Override
    public void close() {
        watch.close(ClusterWatch.CloseMode.FENCED);
        connections.close();
        fleet.close();
        timer.shutdownNow();
    }
}
