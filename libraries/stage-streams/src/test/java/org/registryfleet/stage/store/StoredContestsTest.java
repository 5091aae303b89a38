package org.registryfleet.stage.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.ledger.Contested;
import org.registryfleet.stage.ledger.Contests;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.ObjectRef;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class StoredContestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Slot SLOT =
            new Slot(new ObjectRef("apps/v1", "Deployment", "ns", "d"), false);

    @Test
    void keepsEveryContestAndCreation() throws IOException {
        var contested =
                new Contested(
                        Contested.Stand.REWRITTEN,
                        "\"ours:1\"",
                        "\"mirror/ours:1\"",
                        "kubectl-edit",
                        "4.13",
                        "a7",
                        List.of(NOW, NOW.plusSeconds(2)),
                        1,
                        Contested.Expectation.A_WRITE,
                        NOW);
        var contests =
                new Contests(
                        Map.of(SLOT, Map.of("/spec/image", contested)), Map.of(SLOT, List.of(NOW)));

        assertThat(StoredContests.read(stored(contests))).isEqualTo(contests);
    }

    @Test
    void storesNothingWhereNothingIsContested() throws IOException {
        assertThat(StoredContests.of(Contests.NONE)).isNull();
        assertThat(StoredContests.read(null)).isEqualTo(Contests.NONE);
    }

    private static StoredContests stored(Contests contests) throws IOException {
        return JSON.readValue(
                JSON.writeValueAsBytes(StoredContests.of(contests)), StoredContests.class);
    }
}
