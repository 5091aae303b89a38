package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Kills each service in the middle of its work, as its own process, and starts it again: once while
 * clusters enter the fleet, once while an administrator changes their Configs. What the fleet comes
 * to is compared with a trial that nobody disturbed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillAnyServiceIT {

    private static final Map<String, String> ENTERED =
            Map.of("vsphere", "Removed", "metal", "Removed", "ovirt", "Available");
    private static final Map<String, String> CHANGED =
            Map.of("vsphere", "Available", "metal", "Available", "ovirt", "Available");

    private final long seed = Long.getLong("fault.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
    private FaultLab lab;
    private Undisturbed undisturbed;

    /**
     * What a trial comes to when nothing fails.
     *
     * @param entering how many records the log showed while the clusters entered the fleet
     */
    private record Undisturbed(
            Map<String, Map<String, String>> entered,
            Map<String, Map<String, String>> changed,
            Map<String, String> reports,
            Map<String, Map<String, Long>> created,
            Map<String, Map<String, Long>> deleted,
            long entering,
            long changing) {}

    @BeforeAll
    void start() {
        System.out.println("fault.seed = " + seed);
        lab = FaultLab.withoutServices();
        for (var service : Service.values()) {
            // one of them on disk, the others on the heap
            var store = service == Service.REGISTRY_DEPLOYER ? "rocksdb" : "memory";
            processes.put(
                    service,
                    ServiceProcess.start(
                            service,
                            lab.workspace(),
                            lab.bootstrapServers(),
                            "--fleet.store=" + store));
        }
        processes.values().forEach(process -> awaitHealthy(process));
        undisturbed = undisturbed(new Trial(lab, "calm"));
    }

    @AfterAll
    void stop() {
        processes.values().forEach(ServiceProcess::close);
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void comesToTheSameEndWhenAServiceIsKilled(Service service) {
        var process = processes.get(service);
        var trial = new Trial(lab, service.word());

        var first = strike(process, trial, undisturbed.entering());
        trial.enter();
        first.await();
        process.startAgain();
        trial.awaitState(undisturbed.entered());

        var second = strike(process, trial, undisturbed.changing());
        trial.change();
        second.await();
        process.startAgain();
        trial.awaitState(undisturbed.changed());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(trial.reports()).isEqualTo(undisturbed.reports()));
        assertThat(trial.created()).isEqualTo(undisturbed.created());
        assertThat(trial.deleted()).isEqualTo(undisturbed.deleted());
        trial.assertThatTheUsersObjectsAreUntouched();
        trial.assertThatTheLogDoesNotContradictItself();
        Replayed.assertThatNothingDiffers(Replayed.of(lab.bootstrapServers(), trial.ids()));
    }

    private Strike strike(ServiceProcess process, Trial trial, long records) {
        // a disturbed trial may need fewer records, so the last quarter is spared
        long moment = 1 + random.nextLong(records * 3 / 4);
        System.out.printf("%s dies at record %d of %d%n", process.service(), moment, records);
        return Strike.after(moment, trial::owns, lab.log(), process::kill);
    }

    private static Undisturbed undisturbed(Trial trial) {
        trial.enter();
        trial.awaitCalm(ENTERED);
        var entered = trial.state();
        long entering = trial.records();
        trial.change();
        trial.awaitCalm(CHANGED);
        return new Undisturbed(
                entered,
                trial.state(),
                trial.reports(),
                trial.created(),
                trial.deleted(),
                entering,
                trial.records() - entering);
    }

    private static void awaitHealthy(ServiceProcess process) {
        await(process.service().word()).atMost(Duration.ofMinutes(2)).until(process::isHealthy);
    }
}
