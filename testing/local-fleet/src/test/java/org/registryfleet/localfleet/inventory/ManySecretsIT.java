package org.registryfleet.localfleet.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.fault.LogScan;
import org.registryfleet.schemas.Topics;

import java.time.Duration;

/** A hub with more Secrets than one page holds. */
class ManySecretsIT {

    private static final int CLUSTERS = 1_100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void registersEachOnceAndReadsThemInPages() {
        try (var hub = new HubImport(CLUSTERS)) {
            try (var inventory = hub.start()) {
                assertThat(hub.await(PATIENCE)).isTrue();
                assertThat(inventory.dead()).isEmpty();
            }

            assertThat(hub.registered()).hasSize(CLUSTERS).contains("cluster-01099");
            assertThat(hub.pages()).isEqualTo(3);
            assertThat(records(hub, Topics.CLUSTERS)).isEqualTo(CLUSTERS);
            var events = records(hub, Topics.INVENTORY_EVENTS);

            // a second one finds everything as it is, and writes nothing
            try (var again = hub.start()) {
                await().atMost(PATIENCE).until(() -> again.isStarted() && hub.pages() == 6);
                await().atMost(PATIENCE)
                        .until(() -> records(hub, Topics.INVENTORY_EVENTS) > events);
                assertThat(again.dead()).isEmpty();
            }
            assertThat(records(hub, Topics.CLUSTERS)).isEqualTo(CLUSTERS);
        }
    }

    private static int records(HubImport hub, String topic) {
        return LogScan.topic(hub.access().address(), topic).size();
    }
}
