package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
import static org.registryfleet.events.ObservationType.CONTACT_LOST;
import static org.registryfleet.events.ObservationType.CONTACT_RESTORED;
import static org.registryfleet.events.ObservationType.DELETED;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.MODIFIED;
import static org.registryfleet.events.ObservationType.RESYNC;
import static org.registryfleet.events.ObservationType.SYNCED;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Observations when the API server, the connection or Kafka fails. */
class WatchFailuresTest {

    private static final int KINDS = WatchedKinds.all().size();

    @TempDir Path folder;
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab = new Lab(folder, ClusterProfile.empty(), Lab.quick());
    }

    @AfterEach
    void stop() {
        lab.assertThatItsSessionIsGapless();
        lab.close();
    }

    @Test
    void goesOnAfterDroppedWatchesWithoutLossOrRepetition() {
        lab.map("1");
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().watches().dropAll();
        lab.map("2");
        lab.cluster().delete(Lab.MAP);
        lab.map("3");

        await().until(() -> lab.types("ConfigMap", "m").size() == 4);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED, DELETED, ADDED);
        assertThat(lab.observations()).noneMatch(o -> o.getType() == GAP);
        lab.awaitWatches(KINDS);
    }

    @Test
    void goesOnAfterTheServerEndsItsWatches() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().watches().endAll();
        lab.map("1");

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(lab.observations()).noneMatch(o -> o.getType() == CONTACT_LOST);
    }

    @Test
    void marksAGapWhenTheHistoryHasExpired() {
        lab.map("1");
        lab.cluster().apply(Lab.other("gone"));
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        lab.awaitType(CONTACT_LOST);
        lab.map("2");
        lab.cluster().delete(SimulatedObjectRef.of("v1", "ConfigMap", Lab.NAMESPACE, "gone"));
        lab.cluster().compact();
        lab.cluster().faults().clear();

        await().until(() -> lab.types("ConfigMap", "gone").contains(DELETED));
        var deletion = lab.of("ConfigMap", "gone").getLast();
        assertThat(deletion.getSynthesised()).isTrue();
        assertThat(deletion.getContent()).isEmpty();
        assertThat(deletion.getUid()).isNotEmpty();
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED);
        await().until(
                        () ->
                                lab.details(RESYNC).stream()
                                        .anyMatch(d -> d.startsWith("ConfigMap " + Lab.NAMESPACE)));
        assertThat(lab.details(GAP))
                .anyMatch(detail -> detail.startsWith("ConfigMap " + Lab.NAMESPACE));
        var sequence = lab.observations();
        assertThat(lab.indexOf(GAP)).isLessThan(sequence.indexOf(deletion));
    }

    @Test
    void noticesAnObjectThatWasReplacedUnseen() {
        lab.map("1");
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        lab.awaitType(CONTACT_LOST);
        lab.cluster().delete(Lab.MAP);
        lab.map("1");
        lab.cluster().compact();
        lab.cluster().faults().clear();

        await().until(() -> lab.types("ConfigMap", "m").size() == 3);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, DELETED, ADDED);
        assertThat(lab.of("ConfigMap", "m").get(1).getSynthesised()).isTrue();
    }

    @Test
    void tellsOnceThatContactIsLostAndThatItIsBack() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        var lost = lab.awaitType(CONTACT_LOST);
        lab.cluster().faults().clear();
        lab.awaitType(CONTACT_RESTORED);
        lab.map("1");

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(lost.getDetail()).contains("c1").contains("unreachable");
        assertThat(lab.details(CONTACT_LOST)).hasSize(1);
        assertThat(lab.details(CONTACT_RESTORED)).hasSize(1);
        assertThat(lab.details(GAP)).isEmpty();
    }

    @Test
    void waitsForAServerThatIsNotThereAtFirst() {
        lab.cluster().faults().always(new Fault.Answer(503, Duration.ZERO));
        lab.start();
        lab.awaitType(GAP);
        assertThat(lab.observations()).noneMatch(o -> o.getType() == SYNCED);
        lab.cluster().faults().clear();

        lab.awaitType(SYNCED);
    }

    @Test
    void goesOnWithoutAKindThatItMayNotList() {
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().endsWith("/routes"),
                        new Fault.Answer(403, Duration.ZERO));
        lab.synced();

        assertThat(lab.awaitType(SYNCED).getDetail())
                .isEqualTo("forbidden: list Route " + Lab.NAMESPACE);
        assertThat(lab.details(GAP)).singleElement().asString().contains("Route").contains("403");

        lab.cluster().faults().clear();
        lab.awaitType(RESYNC);
        await().until(() -> lab.details(SYNCED).size() == 2);
        assertThat(lab.details(SYNCED).getLast()).isEmpty();
        assertThat(lab.observations().getLast().getSession())
                .isNotEqualTo(lab.observations().getFirst().getSession());
        lab.awaitWatches(KINDS);
    }

    @Test
    void saysThatAKindIsForbiddenFromNowOn() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().contains("/routes"),
                        new Fault.Answer(403, Duration.ZERO));

        lab.cluster().watches().dropAll();

        await().until(() -> lab.details(SYNCED).size() == 2);
        assertThat(lab.details(SYNCED).getLast())
                .isEqualTo("forbidden: list Route " + Lab.NAMESPACE);
    }

    @Test
    void restartsAWatchThatHasFallenSilent() {
        lab.close();
        lab =
                new Lab(
                        folder,
                        ClusterProfile.empty(),
                        new WatchTuning().silenceLimit(Duration.ofMillis(200)).settings());
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().silenceWatches();
        lab.map("1");
        lab.cluster().faults().clear();

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(lab.details(GAP)).isEmpty();
    }

    @Test
    void beginsANewSessionWhenAnObservationWasNotWritten() {
        lab.synced();
        var losses = new AtomicInteger(1);
        lab.lose(o -> o.getType() == ADDED && losses.getAndDecrement() > 0);
        lab.map("1");

        await().until(() -> lab.details(SYNCED).size() == 2);
        assertThat(lab.sessions()).isEqualTo(2);
        assertThat(lab.observations().getLast().getSequence()).isEqualTo(4);
        var restart = lab.observations().stream().filter(o -> o.getType() == GAP).toList();
        assertThat(restart)
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.getSequence()).isZero();
                            assertThat(gap.getResumedSequence()).isEqualTo(1);
                            assertThat(gap.getDetail()).contains("was not written");
                        });
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED);
    }
}
