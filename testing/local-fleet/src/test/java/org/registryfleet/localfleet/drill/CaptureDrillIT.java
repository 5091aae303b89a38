package org.registryfleet.localfleet.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.simulated.server.Fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What must not cost an observation without a mark. Each drill ends with the same proof: the log
 * against the API server's own history. {@code -Ddrill.outage=PT60S} makes the broker's outage a
 * whole minute, {@code -Ddrill.seed} chooses other changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CaptureDrillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration OUTAGE =
            Duration.parse(System.getProperty("drill.outage", "PT10S"));
    private static final int LONG = 100_000;

    private DrillLab lab;

    @BeforeAll
    void start() {
        lab = new DrillLab();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void losesNothingSilentlyWhenTheWatcherIsKilledWhileObjectsChange() {
        var changes = lab.cluster("killed", LONG);
        try (var watcher = lab.process()) {
            awaitType(changes, ObservationType.SYNCED, 1);
            for (var death = 1; death <= 2; death++) {
                changes.make(500);
                watcher.kill();
                changes.make(500);
                watcher.startAgain();
                awaitType(changes, ObservationType.RESUMED, death);
                awaitCaptured(changes);
            }
            prove(changes);
        }
        lab.deregister(changes);
    }

    @Test
    void marksWhatAnApiServerHasForgottenWhileItWasAway() {
        var changes = lab.cluster("compacted", LONG);
        try (var _ = lab.watcher("compacted")) {
            awaitType(changes, ObservationType.SYNCED, 1);
            changes.make(200);
            awaitCaptured(changes);
            changes.cluster().faults().always(new Fault.Refusal());
            changes.cluster().watches().dropAll();
            changes.make(500);
            changes.cluster().compact();
            changes.cluster().faults().clear();
            awaitType(changes, ObservationType.RESYNC, 1);
            changes.make(200);
            awaitCaptured(changes);
        }
        var proof = prove(changes);
        assertThat(proof.missing(changes.history())).isPositive();
        assertThat(proof.completeness().gaps()).isPositive();
        lab.deregister(changes);
    }

    @Test
    void losesNothingWhenConnectionsBreakInTheMiddleOfEvents() {
        var changes = lab.cluster("dropped", LONG);
        try (var _ = lab.watcher("dropped")) {
            awaitType(changes, ObservationType.SYNCED, 1);
            for (var i = 0; i < 20; i++) {
                changes.make(50);
                changes.cluster().watches().dropAll();
                changes.make(50);
            }
            awaitCaptured(changes);
        }
        prove(changes);
        lab.deregister(changes);
    }

    @Test
    void losesNothingWhileTheBrokerIsDown() {
        var changes = lab.cluster("outage", LONG);
        try (var _ = lab.watcher("outage")) {
            awaitType(changes, ObservationType.SYNCED, 1);
            changes.make(200);
            lab.stopKafka();
            var end = System.nanoTime() + OUTAGE.toNanos();
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(OUTAGE.plus(PATIENCE))
                    .until(
                            () -> {
                                changes.make(10);
                                return System.nanoTime() - end >= 0;
                            });
            lab.startKafka();
            changes.make(200);
            awaitCaptured(changes);
        }
        prove(changes);
        lab.deregister(changes);
    }

    @Test
    void countsOneWatcherOnlyWhenTwoFightForACluster() {
        var changes = lab.cluster("fought-for", LONG);
        try (var _ = lab.watcher("one")) {
            awaitType(changes, ObservationType.SYNCED, 1);
            try (var _ = lab.watcher("other")) {
                for (var takeover = 1; takeover <= 3; takeover++) {
                    awaitType(changes, ObservationType.RESUMED, takeover);
                    changes.make(400);
                }
                changes.make(800);
                awaitCaptured(changes);
            }
        }
        var proof = prove(changes);
        assertThat(proof.completeness().sessions()).hasSizeGreaterThan(3);
        assertThat(proof.completeness().gaps()).as(gapsOf(changes)).isZero();
        lab.deregister(changes);
    }

    /** What the log says of each gap. */
    private String gapsOf(Changes changes) {
        return lab.observed(changes.cluster().id()).stream()
                .filter(observation -> observation.getType() == ObservationType.GAP)
                .map(Observation::getDetail)
                .collect(Collectors.joining("; "));
    }

    private void awaitType(Changes changes, ObservationType type, int count) {
        var observed = lab.observed(changes.cluster().id());
        await(changes.cluster().id() + " " + type)
                .atMost(PATIENCE)
                .until(() -> Proof.count(observed, type) >= count);
    }

    /** The last state is in the log, and so is the end of every gap. */
    private void awaitCaptured(Changes changes) {
        var observed = lab.observed(changes.cluster().id());
        await(changes.cluster().id())
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            var proof = Proof.of(observed);
                            assertThat(proof.finalVersions())
                                    .isEqualTo(Proof.finalVersions(changes));
                            assertThat(proof.completeness().isComplete()).isTrue();
                        });
    }

    private Proof prove(Changes changes) {
        var observed = lab.observed(changes.cluster().id());
        var proof = Proof.of(observed);
        System.out.printf(
                "%s: %d changes, %d observations, %d sessions, %d not seen one by one, %d gaps, %d"
                        + " superseded%n",
                changes.cluster().id(),
                changes.history().size(),
                observed.size(),
                proof.completeness().sessions().size(),
                proof.missing(changes.history()),
                proof.completeness().gaps(),
                proof.completeness().superseded());
        assertThat(proof.finalVersions()).isEqualTo(Proof.finalVersions(changes));
        assertThat(proof.silentlyMissing(changes.history())).isEmpty();
        assertThat(proof.completeness().hasSilentLoss()).isFalse();
        assertThat(proof.completeness().holes()).isEmpty();
        assertThat(proof.completeness().isComplete()).isTrue();
        return proof;
    }
}
