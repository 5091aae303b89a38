package org.registryfleet.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.replay.stream.PartitionResult;
import org.registryfleet.replay.stream.PartitionResult.StagePartitionResult;
import org.registryfleet.replay.stream.ReplayPlan;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.replay.verdict.DecisionCounts;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.NotReplayable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CheckpointFileTest {

    private static final ReplayRequest ALL = ReplayRequest.all(2);
    private static final ReplayPlan PLAN =
            new ReplayPlan(Map.of(3, List.of(new OffsetRange("topic", 3, 5, 90))));
    private static final PartitionResult RESULT =
            new PartitionResult(
                    3,
                    List.of(
                            new StagePartitionResult(
                                    "registry",
                                    new DecisionCounts(85, 4, 2, 1, 1, 0, 0, 0),
                                    List.of(
                                            new Divergence(
                                                    "registry",
                                                    "c",
                                                    7,
                                                    Instant.parse("2026-11-21T07:00:00.123Z"),
                                                    "apply",
                                                    "topic-3@17",
                                                    "/body",
                                                    "1",
                                                    "2")),
                                    List.of(new NotReplayable("registry", "c", 8, "why")),
                                    "00ff")));

    @TempDir private Path folder;

    @Test
    void tellsALaterRunWhatIsDone() {
        var first = CheckpointFile.in(file());
        first.plan(ALL, () -> PLAN);
        first.done(RESULT);

        var second = CheckpointFile.in(file());

        assertThat(second.plan(ReplayRequest.all(1), CheckpointFileTest::unwanted)).isEqualTo(PLAN);
        assertThat(second.find(3)).isEqualTo(RESULT);
        assertThat(second.find(4)).isNull();
    }

    @Test
    void forgetsALineThatWasCutOff() throws IOException {
        var first = CheckpointFile.in(file());
        first.plan(ALL, () -> PLAN);
        Files.writeString(file(), "{\"partition\":3,\"lan", StandardOpenOption.APPEND);

        var second = CheckpointFile.in(file());
        second.plan(ALL, CheckpointFileTest::unwanted);
        assertThat(second.find(3)).isNull();
        second.done(RESULT);

        assertThat(CheckpointFile.in(file()).find(3)).isEqualTo(RESULT);
    }

    @Test
    void refusesTheNotesOfAnotherReplay() {
        CheckpointFile.in(file()).plan(ALL, () -> PLAN);
        var other = new ReplayRequest(Set.of("status"), Set.of(), Instant.MIN, Instant.MAX, 2);

        assertThatThrownBy(() -> CheckpointFile.in(file()).plan(other, () -> PLAN))
                .hasMessageContaining("notes")
                .hasMessageContaining("name another file");
    }

    @Test
    void refusesWhatHoldsNoNotes() throws IOException {
        Files.writeString(file(), "clusters: []\n");

        assertThatThrownBy(() -> CheckpointFile.in(file()))
                .hasMessageContaining("notes")
                .hasMessageContaining("name another file");
    }

    private Path file() {
        return folder.resolve("notes");
    }

    private static ReplayPlan unwanted() {
        throw new AssertionError("the plan is known");
    }
}
