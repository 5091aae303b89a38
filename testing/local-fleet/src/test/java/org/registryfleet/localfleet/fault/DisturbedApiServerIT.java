package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.server.ApiCall;
import org.registryfleet.simulated.server.Fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** API servers that answer badly for a while: what comes of it is what comes without faults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisturbedApiServerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FaultLab lab;
    private SimulatedCluster calm;

    /** Something that goes wrong in a cluster. */
    private record Disturbance(String name, Consumer<SimulatedCluster> begin) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void start() {
        lab = FaultLab.withServices();
        calm = lab.cluster("calm", DemoPlatform.OVIRT);
        live(calm);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    static Stream<Disturbance> disturbances() {
        return Stream.of(
                every("server-errors", call -> true, new Fault.Answer(503, Duration.ZERO), 60),
                every(
                        "internal-errors",
                        DisturbedApiServerIT::writes,
                        new Fault.Answer(500, Duration.ZERO),
                        25),
                every("throttling", call -> true, new Fault.Answer(429, Duration.ofSeconds(1)), 20),
                every("refusals", DisturbedApiServerIT::writes, new Fault.Refusal(), 10),
                new Disturbance("conflicts", cluster -> cluster.faults().conflictStorm(30)));
    }

    @ParameterizedTest
    @MethodSource("disturbances")
    void comesToTheSameEnd(Disturbance disturbance) {
        var cluster = lab.cluster(disturbance.name(), DemoPlatform.OVIRT);
        disturbance.begin().accept(cluster);

        live(cluster);

        assertThatItIsAsWithoutFaults(cluster);
    }

    @Test
    void comesToTheSameEndWhenWatchesBreakAgainAndAgain() {
        var cluster = lab.cluster("dropped", DemoPlatform.OVIRT);
        var records = new AtomicInteger();
        lab.log()
                .listen(
                        (_, id, _) -> {
                            if (id.equals("dropped") && records.incrementAndGet() % 40 == 0) {
                                cluster.watches().dropAll();
                            }
                        });

        live(cluster);

        assertThatItIsAsWithoutFaults(cluster);
    }

    @Test
    void comesToTheSameEndWhenTheHistoryIsForgotten() {
        var cluster = lab.cluster("forgetful", DemoPlatform.OVIRT);
        var records = new AtomicInteger();
        lab.log()
                .listen(
                        (_, id, _) -> {
                            if (id.equals("forgetful") && records.incrementAndGet() % 60 == 0) {
                                cluster.compact();
                                cluster.watches().dropAll();
                            }
                        });

        live(cluster);

        assertThatItIsAsWithoutFaults(cluster);
    }

    @Test
    void reportsAQuantityThatTheApiServerRefusesAndGoesOnElsewhere() {
        var cluster = lab.cluster("quantity", DemoPlatform.OVIRT);
        live(cluster);

        FaultLab.edit(cluster, "{'resources':{'requests':{'cpu':'many'}}}");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            var status = lab.status("quantity").orElseThrow();
                            assertThat(status.getConfigConditions())
                                    .anySatisfy(
                                            condition -> {
                                                assertThat(condition.getType())
                                                        .isEqualTo("Progressing");
                                                assertThat(condition.getMessage())
                                                        .contains("Deployment");
                                            });
                        });
        var other = lab.cluster("no-quantity", DemoPlatform.OVIRT);
        live(other);

        FaultLab.edit(cluster, "{'resources':null}");
        await().atMost(PATIENCE).until(() -> lab.isSettled("quantity", "Available"));
    }

    @Test
    void createsNothingThatItMayNotList() {
        var cluster = lab.cluster("forbidden", DemoPlatform.OVIRT);
        var secrets = "/api/v1/namespaces/" + FaultLab.REGISTRY + "/secrets";
        cluster.faults()
                .when(
                        call -> call.path().equals(secrets) && !call.verb().isWrite(),
                        new Fault.Answer(403, Duration.ZERO));
        lab.register(cluster);
        await().atMost(PATIENCE).until(() -> cluster.get(FaultLab.DEPLOYMENT).isPresent());
        assertThat(ObservedClusterState.created(cluster)).doesNotContainKey(secrets);

        cluster.faults().clear();

        live(cluster);
        assertThatItIsAsWithoutFaults(cluster);
    }

    /** Enters the fleet, is changed by an administrator, and comes to rest. */
    private void live(SimulatedCluster cluster) {
        lab.register(cluster);
        await(cluster.id()).atMost(PATIENCE).until(() -> cluster.get(FaultLab.CONFIG).isPresent());
        FaultLab.edit(cluster, "{'defaultRoute':true,'logLevel':'Debug'}");
        await(cluster.id())
                .atMost(PATIENCE)
                .until(
                        () ->
                                lab.isSettled(cluster.id(), "Available")
                                        && lab.log().of(cluster.id()).unanswered().isEmpty()
                                        && !cluster.list("route.openshift.io/v1", "Route", "")
                                                .isEmpty());
    }

    private void assertThatItIsAsWithoutFaults(SimulatedCluster cluster) {
        await(cluster.id())
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                ObservedClusterState.differences(
                                                        ObservedClusterState.of(calm),
                                                        ObservedClusterState.of(cluster)))
                                        .isEmpty());
        assertThat(ObservedClusterState.created(cluster))
                .isEqualTo(ObservedClusterState.created(calm));
    }

    private static Disturbance every(
            String name, java.util.function.Predicate<ApiCall> calls, Fault fault, int times) {
        return new Disturbance(name, cluster -> cluster.faults().next(times, calls, fault));
    }

    private static boolean writes(ApiCall call) {
        return call.verb().isWrite();
    }
}
