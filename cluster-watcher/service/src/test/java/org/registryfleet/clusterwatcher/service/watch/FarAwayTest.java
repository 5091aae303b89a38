package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.CONTACT_LOST;
import static org.registryfleet.events.ObservationType.CONTACT_RESTORED;
import static org.registryfleet.events.ObservationType.GAP;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.ObservationType;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.FarLink;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A cluster behind a slow link that cuts idle connections and is down for long. */
class FarAwayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir Path folder;
    private Lab lab;
    private FarLink link;

    @BeforeEach
    void prepare() throws Exception {
        lab = new Lab(folder, ClusterProfile.empty(), Lab.quick());
        var address = URI.create(lab.cluster().baseUrl());
        link = new FarLink(address, Duration.ofSeconds(3));
        var kubeconfig = folder.resolve(Lab.ID);
        Files.writeString(
                kubeconfig,
                Files.readString(kubeconfig)
                        .replace(":" + address.getPort() + "/", ":" + link.port() + "/"));
    }

    @AfterEach
    void stop() {
        lab.assertThatItsSessionIsGapless();
        lab.close();
        link.close();
    }

    @Test
    void losesNothingWhenIdleConnectionsAreCutAndTheLinkIsDown() {
        var first = lab.map("1");
        lab.start();
        awaitSeen(first);

        await().atMost(PATIENCE).until(() -> link.cut() > 40);
        awaitSeen(lab.map("2"));

        link.down();
        await().atMost(PATIENCE).until(() -> has(CONTACT_LOST));
        var third = lab.map("3");
        var fourth = lab.map("4");
        link.up();
        awaitSeen(fourth);

        assertThat(isSeen(third)).isTrue();
        await().atMost(PATIENCE).until(() -> has(CONTACT_RESTORED));
        assertThat(lab.observations()).noneMatch(one -> one.getType() == GAP);
    }

    @Test
    void tellsOfAGapWhereTheHistoryIsLostAndComesToTheSameState() {
        var first = lab.map("1");
        lab.start();
        awaitSeen(first);

        link.down();
        await().atMost(PATIENCE).until(() -> has(CONTACT_LOST));
        lab.map("2");
        var third = lab.map("3");
        lab.cluster().compact();
        link.up();

        awaitSeen(third);
        assertThat(lab.observations()).anyMatch(one -> one.getType() == GAP);
    }

    private void awaitSeen(ObjectNode map) {
        await().atMost(PATIENCE).until(() -> isSeen(map));
    }

    private boolean isSeen(ObjectNode map) {
        var version = map.at("/metadata/resourceVersion").asText();
        return lab.observations().stream()
                .anyMatch(
                        one -> one.getResourceVersion().equals(version) && one.getObject() != null);
    }

    private boolean has(ObservationType type) {
        return lab.observations().stream().anyMatch(one -> one.getType() == type);
    }
}
