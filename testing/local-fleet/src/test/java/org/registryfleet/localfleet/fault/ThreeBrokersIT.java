package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.schemas.Topics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Three brokers and the services, all of them processes that end without a word: while an
 * administrator changes a cluster again and again, brokers and services die. Nothing is lost and
 * nothing happens twice, as the API server itself remembers it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeBrokersIT {

    /** A tenth for every build; the whole drill is 2,000 changes and a minute. */
    private static final int CHANGES = Integer.getInteger("brokers.changes", 200);

    private static final Duration OUTAGE =
            Duration.parse(System.getProperty("brokers.outage", "PT6S"));

    private final long seed = Long.getLong("brokers.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private FaultLab lab;
    private ThreeBrokers brokers;
    private RisingChanges calm;

    @BeforeAll
    void start() {
        System.out.println("brokers.seed = " + seed);
        lab = FaultLab.withoutServices(this::threeBrokers, 3);
        for (var service : Service.values()) {
            services.put(
                    service,
                    ServiceProcess.start(
                            service,
                            lab.workspace(),
                            lab.bootstrapServers(),
                            "--fleet.kafka.replication-factor=3",
                            "--fleet.store=rocksdb"));
        }
        services.values()
                .forEach(one -> await().atMost(Duration.ofMinutes(4)).until(one::isHealthy));
        calm = RisingChanges.enter(lab, "drill-calm");
        calm.upTo(5);
        calm.awaitAll();
    }

    private ThreeBrokers threeBrokers(Path folder) {
        SmallDisk.mount(folder.resolve("3"));
        brokers = ThreeBrokers.start(folder);
        return brokers;
    }

    @AfterAll
    void stop() {
        services.values().forEach(ServiceProcess::close);
        if (lab != null) {
            var disk = brokers.broker(3).folder();
            brokers.close();
            SmallDisk.unmount(disk);
            lab.close();
        }
    }

    @Test
    void losesNothingWhenTheLeaderDiesDuringChanges() {
        var changes = RisingChanges.enter(lab, "drill-leader");
        changes.upTo(CHANGES / 2);
        var leader = brokers.leaderOf(Topics.OBSERVATIONS, changes.cluster());
        leader.kill();
        changes.upTo(CHANGES);
        leader.startAgain();
        assertThatNothingIsLostOrDoubled(changes);
    }

    @Test
    void losesNothingWhenOneBrokerIsAwayForAWhile() {
        var changes = RisingChanges.enter(lab, "drill-away");
        var away = brokers.broker(1 + random.nextInt(3));
        away.kill();
        changes.during(OUTAGE);
        away.startAgain();
        assertThatNothingIsLostOrDoubled(changes);
    }

    @Test
    void losesNothingWhenAllBrokersAreRestartedOneAfterTheOther() {
        var changes = RisingChanges.enter(lab, "drill-rolling");
        for (var broker : brokers.all()) {
            broker.kill();
            changes.more(CHANGES / 20);
            broker.startAgain();
            changes.more(CHANGES / 20);
            brokers.awaitReplicated();
        }
        assertThatNothingIsLostOrDoubled(changes);
    }

    @Test
    void losesNothingWhenTheDiskOfABrokerIsFull() {
        var broker = brokers.broker(3);
        assumeThat(SmallDisk.isOne(broker.folder()))
                .as("SKIPPED: no small disk could be mounted, root and CAP_SYS_ADMIN are needed")
                .isTrue();
        var changes = RisingChanges.enter(lab, "drill-full");
        changes.more(CHANGES / 20);
        SmallDisk.fill(broker.folder());
        changes.until(() -> !broker.isAlive());
        changes.more(CHANGES / 20);
        SmallDisk.free(broker.folder());
        broker.startAgain();
        assertThatNothingIsLostOrDoubled(changes);
    }

    @Test
    void losesNothingWhenServicesAreKilledAtRandom() {
        var changes = RisingChanges.enter(lab, "drill-killed");
        for (int kill = 0; kill < Math.max(3, CHANGES / 40); kill++) {
            changes.more(1 + random.nextInt(CHANGES / 20));
            var victim = services.get(Service.values()[random.nextInt(Service.values().length)]);
            System.out.println("killed: " + victim.service());
            victim.kill();
            changes.ahead(1 + random.nextInt(3));
            victim.startAgain();
        }
        assertThatNothingIsLostOrDoubled(changes);
    }

    private void assertThatNothingIsLostOrDoubled(RisingChanges changes) {
        changes.awaitAll();
        brokers.awaitReplicated();
        changes.assertThatEachTookEffectAtMostOnce();
        assertThat(changes.created()).isEqualTo(calm.created());
        assertThat(changes.deleted()).isEqualTo(calm.deleted());
        assertThat(ObservedClusterState.differences(calm.state(), changes.state())).isEmpty();
        Replayed.assertThatNothingDiffers(
                Replayed.of(lab.bootstrapServers(), Set.of(changes.cluster())));
        changes.report();
    }
}
