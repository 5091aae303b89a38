package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.Cluster.json;
import static org.registryfleet.clusteraccess.execution.Actions.configMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.events.Action;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.Verb;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

class ClusterQueuesTest {
    private static final String NAMESPACE =
            "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'ns'}}";

    @TempDir Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Cluster cluster;
    private ClusterQueues queues;

    @BeforeEach
    void start() {
        cluster = new Cluster(folder);
        cluster.simulated().apply(json(NAMESPACE));
        cluster.add("c2", ClusterProfile.empty()).apply(json(NAMESPACE));
        queues =
                queues(new QueueSettings(1, 3, 5, 2, Duration.ofSeconds(5), Duration.ofMinutes(1)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void keepsTheOrderOfAnObject() {
        var wide = queues(QueueSettings.standard());
        answer(wide.submit(create("c1", "m"), Actions.CAUSE));
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = 0; i < 50; i++) {
            outcomes.add(wide.submit(patch("c1", "m", i), Actions.CAUSE));
        }

        var versions =
                outcomes.stream().map(o -> Long.valueOf(answer(o).getResourceVersion())).toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates().hasSize(50);
        assertThat(wide.waiting()).isZero();
    }

    @Test
    void writesOtherObjectsOfTheClusterMeanwhile() {
        cluster.simulated().faults().when(call -> call.path().endsWith("/slow"), new Fault.Hang());
        var wide = queues(QueueSettings.standard());

        var slow = wide.submit(patch("c1", "slow", 1), Actions.CAUSE);
        var behind = wide.submit(patch("c1", "slow", 2), Actions.CAUSE);
        var other = wide.submit(create("c1", "m"), Actions.CAUSE);

        assertThat(answer(other).getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(slow).isNotDone();
        assertThat(behind).isNotDone();
    }

    @Test
    void makesANamespaceBeforeWhatIsInIt() {
        var wide = queues(QueueSettings.standard());
        cluster.simulated()
                .faults()
                .when(
                        call -> call.path().endsWith("/namespaces"),
                        new Fault.Delay(Duration.ofMillis(300)));

        var namespace = wide.submit(namespace("c1", "late"), Actions.CAUSE);
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = 0; i < 20; i++) {
            outcomes.add(wide.submit(create("c1", "late", "m" + i), Actions.CAUSE));
        }

        assertThat(answer(namespace).getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(outcomes)
                .allSatisfy(o -> assertThat(answer(o).getResult()).isEqualTo(OutcomeResult.DONE));
    }

    @Test
    void countsCallsThatFailTogetherAsOneFailureOfTheOpenCircuit() {
        cluster.simulated().faults().always(new Fault.Refusal());
        var wide =
                queues(
                        new QueueSettings(
                                8, 100, 100, 2, Duration.ofSeconds(5), Duration.ofMinutes(1)));
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = 0; i < 8; i++) {
            outcomes.add(wide.submit(create("c1", "m" + i), Actions.CAUSE));
        }
        outcomes.forEach(ClusterQueuesTest::answer);

        var refused = answer(wide.submit(create("c1", "m"), Actions.CAUSE));
        assertThat(refused.getReason()).isEqualTo("CircuitOpen");
        assertThat(refused.getRetryAfterMillis()).isEqualTo(5_000);
    }

    @Test
    void doesNotWaitForAClusterThatHangs() {
        cluster.simulated().faults().always(new Fault.Hang());

        var stuck = queues.submit(create("c1", "m"), Actions.CAUSE);
        var other = queues.submit(create("c2", "m"), Actions.CAUSE);

        assertThat(answer(other).getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(stuck).isNotDone();
        assertThat(answer(stuck).getReason()).isEqualTo("Timeout");
    }

    @Test
    void answersAtOnceWhileTheCircuitIsOpenAndProbesAfterwards() {
        cluster.simulated().faults().always(new Fault.Refusal());
        answer(queues.submit(create("c1", "m"), Actions.CAUSE));
        answer(queues.submit(create("c1", "m"), Actions.CAUSE));
        cluster.simulated().faults().clear();

        var refused = answer(queues.submit(create("c1", "m"), Actions.CAUSE));
        assertThat(refused.getReason()).isEqualTo("CircuitOpen");
        assertThat(refused.getRetryAfterMillis()).isEqualTo(5_000);

        now.set(now.get().plusSeconds(5));
        assertThat(answer(queues.submit(create("c1", "m"), Actions.CAUSE)).getResult())
                .isEqualTo(OutcomeResult.DONE);
        assertThat(heard).containsExactly("opened c1", "closed c1");
    }

    @Test
    void staysOpenLongerAfterAFailedProbe() {
        cluster.simulated().faults().always(new Fault.Refusal());
        answer(queues.submit(create("c1", "m"), Actions.CAUSE));
        answer(queues.submit(create("c1", "m"), Actions.CAUSE));
        now.set(now.get().plusSeconds(5));
        answer(queues.submit(create("c1", "m"), Actions.CAUSE));

        assertThat(answer(queues.submit(create("c1", "m"), Actions.CAUSE)).getRetryAfterMillis())
                .isEqualTo(10_000);
    }

    @Test
    void doesNotTakeARefusalForAFailureOfTheCluster() {
        cluster.simulated()
                .faults()
                .next(
                        3,
                        call -> call.verb() == org.registryfleet.simulated.server.Verb.CREATE,
                        new Fault.Answer(503, Duration.ZERO));
        for (var i = 0; i < 3; i++) {
            assertThat(answer(queues.submit(create("c1", "m"), Actions.CAUSE)).getCode())
                    .isEqualTo(503);
        }

        assertThat(answer(queues.submit(create("c1", "m"), Actions.CAUSE)).getResult())
                .isEqualTo(OutcomeResult.DONE);
    }

    @Test
    void boundsItsQueues() {
        cluster.simulated().faults().always(new Fault.Hang());
        var first = queues.submit(create("c1", "m"), Actions.CAUSE);
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = 0; i < 10; i++) {
            outcomes.add(queues.submit(create("c1", "m"), Actions.CAUSE));
        }

        assertThat(
                        outcomes.stream()
                                .filter(CompletableFuture::isDone)
                                .map(ClusterQueuesTest::answer))
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(outcome -> outcome.getReason().equals("LaneFull"));
        answer(first);
    }

    @Test
    void writesNothingTwice() {
        var first = answer(queues.submit(create("c1", "m"), Actions.CAUSE));
        var again = answer(queues.submit(create("c1", "m"), Actions.CAUSE));

        assertThat(first.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(again.getReason()).isEqualTo("AlreadyExists");
        assertThat(cluster.simulated().get(SimulatedObjectRef.of("v1", "ConfigMap", "ns", "m")))
                .isPresent();
    }

    private ClusterQueues queues(QueueSettings settings) {
        var listener =
                new QueueListener() {
                    @Override
                    public void circuitOpened(String id) {
                        heard.add("opened " + id);
                    }

                    @Override
                    public void circuitClosed(String id) {
                        heard.add("closed " + id);
                    }
                };
        return new ClusterQueues(
                new ActionExecutor(cluster.connections(), now::get),
                settings,
                cluster.connections().threads(),
                now::get,
                listener);
    }

    private static Action create(String id, String name) {
        return create(id, "ns", name);
    }

    private static Action create(String id, String namespace, String name) {
        var action =
                Actions.create(
                        new ObjectKey("v1", "ConfigMap", namespace, name),
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','namespace':'%s'}}"
                                .formatted(name, namespace));
        action.setCluster(id);
        return action;
    }

    private static Action namespace(String id, String name) {
        var action =
                Actions.create(
                        new ObjectKey("v1", "Namespace", "", name),
                        "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'%s'}}"
                                .formatted(name));
        action.setCluster(id);
        return action;
    }

    private static Action patch(String id, String name, int value) {
        return Actions.action(Verb.PATCH, configMap(name))
                .setCluster(id)
                .setBody("{\"data\":{\"value\":\"%d\"}}".formatted(value))
                .build();
    }

    private static Outcome answer(CompletableFuture<Outcome> outcome) {
        return outcome.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
