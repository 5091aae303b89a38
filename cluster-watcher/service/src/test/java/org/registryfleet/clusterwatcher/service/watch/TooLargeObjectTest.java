package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
import static org.registryfleet.events.ObservationType.DELETED;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.MODIFIED;
import static org.registryfleet.events.ObservationType.RESYNC;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.events.GapCause;
import org.registryfleet.events.WatchState;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.file.Path;
import java.util.List;

/** An object that exceeds the maximum record size. */
class TooLargeObjectTest {
    private static final String LARGE = "x".repeat(20_000);
    private static final SimulatedObjectRef BIG =
            SimulatedObjectRef.of("v1", "ConfigMap", Lab.NAMESPACE, "big");

    @TempDir Path folder;
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab = new Lab(folder, ClusterProfile.empty(), Lab.quick());
        lab.limit(10_000);
    }

    @AfterEach
    void stop() {
        lab.assertThatItsSessionIsGapless();
        lab.close();
    }

    @Test
    void isAGapOfItsOwnWhileTheOthersAreWatchedOn() {
        lab.synced();
        lab.awaitWatches(WatchedKinds.all().size());

        lab.cluster().apply(big(LARGE));
        lab.map("1");
        lab.cluster().apply(big(LARGE + LARGE));
        lab.map("2");

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED, MODIFIED)));
        assertThat(lab.types("ConfigMap", "big")).containsExactly(GAP, GAP);
        var gap = lab.of("ConfigMap", "big").getFirst();
        assertThat(gap.getGap()).isEqualTo(GapCause.TOO_LARGE);
        assertThat(gap.getContent()).isEmpty();
        assertThat(gap.getDetail())
                .startsWith("ConfigMap openshift-image-registry/big: 20")
                .doesNotContain("xxx");
        assertThat(lab.sessions()).isEqualTo(1);
    }

    @Test
    void isKnownAgainWhenItHasBecomeSmaller() {
        lab.cluster().apply(big("small"));
        lab.synced();
        lab.awaitWatches(WatchedKinds.all().size());
        lab.cluster().apply(big(LARGE));

        lab.cluster().apply(big("smaller"));

        await().until(() -> lab.types("ConfigMap", "big").contains(RESYNC));
        assertThat(lab.types("ConfigMap", "big")).containsExactly(ADDED, GAP, MODIFIED, RESYNC);
    }

    @Test
    void isNotTakenForGoneByALaterList() {
        lab.cluster().apply(big(LARGE));
        lab.map("1");
        lab.synced();
        lab.awaitWatches(WatchedKinds.all().size());
        lab.cluster().silenceWatches();
        lab.map("2");
        lab.cluster().compact();
        lab.cluster().faults().clear();

        lab.cluster().watches().dropAll();

        await().until(() -> lab.details(RESYNC).stream().anyMatch(d -> d.contains("ConfigMap")));
        assertThat(lab.types("ConfigMap", "big")).containsExactly(GAP);
        lab.cluster().delete(BIG);
        await().until(() -> lab.types("ConfigMap", "big").contains(RESYNC));
        assertThat(lab.types("ConfigMap", "big")).containsExactly(GAP, DELETED, RESYNC);
        assertThat(lab.of("ConfigMap", "big").get(1).getContent()).isEmpty();
    }

    @Test
    void isRememberedByTheNextWatcher() {
        lab.synced();
        lab.awaitWatches(WatchedKinds.all().size());
        await().until(() -> lab.saved().stream().anyMatch(WatchState::getSynced));
        lab.cluster().apply(big(LARGE));
        await().until(() -> lab.types("ConfigMap", "big").equals(List.of(GAP)));

        lab.restart();
        lab.awaitWatches(WatchedKinds.all().size());
        lab.cluster().apply(big("small"));

        await().until(() -> lab.types("ConfigMap", "big").contains(RESYNC));
        assertThat(lab.types("ConfigMap", "big")).containsExactly(GAP, MODIFIED, RESYNC);
    }

    private static ObjectNode big(String value) {
        return Lab.json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'big','namespace':'%s','annotations':{'a':'%s'}}}"
                        .formatted(Lab.NAMESPACE, value));
    }
}
