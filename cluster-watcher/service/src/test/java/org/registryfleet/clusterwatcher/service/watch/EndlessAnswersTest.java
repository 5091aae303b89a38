package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.RESYNC;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.ObservationType;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * Pages that exceed the response limit are requested in smaller ones; oversized events open a
 * single gap.
 */
class EndlessAnswersTest {
    @TempDir Path folder;
    private final LongAdder sent = new LongAdder();
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab = new Lab(folder, ClusterProfile.empty(), Lab.quick());
    }

    @AfterEach
    void stop() {
        await().untilAsserted(() -> assertThat(lab.pages().free()).isEqualTo(2));
        lab.close();
    }

    @Test
    void listsALargePageInSmallerOnes() {
        for (var i = 0; i < 6; i++) {
            lab.cluster().apply(large("m" + i));
        }
        lab.synced();

        assertThat(lab.observations())
                .filteredOn(o -> o.getType() == ObservationType.ADDED)
                .filteredOn(o -> o.getObject().getKind().equals("ConfigMap"))
                .hasSize(6);
        assertThat(lab.details(GAP)).isEmpty();
    }

    @Test
    void marksOneGapForAListWithoutEnd() {
        lab.cluster()
                .faults()
                .when(
                        call -> call.verb() == Verb.LIST && call.path().endsWith("/nodes"),
                        new Fault.Endless("[", sent));
        lab.start();
        await().until(() -> sent.sum() > 40 << 20);

        assertThat(lab.details(GAP))
                .singleElement()
                .asString()
                .contains("longer than 1048576 bytes");
        lab.cluster().faults().clear();
        lab.awaitType(RESYNC);
    }

    @Test
    void marksAGapForAWatchThatEndsNoLine() {
        lab.cluster()
                .faults()
                .next(
                        4,
                        call -> call.verb() == Verb.WATCH && call.path().endsWith("/nodes"),
                        new Fault.Endless("x", sent));
        lab.synced();

        lab.awaitType(RESYNC);
        assertThat(lab.details(GAP))
                .singleElement()
                .asString()
                .contains("longer than 524288 bytes");
    }

    private static ObjectNode large(String name) {
        var map = Lab.other(name);
        map.putObject("data").put("a", "x".repeat(300_000));
        return map;
    }
}
