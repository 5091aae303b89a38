package org.registryfleet.localfleet.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Random sequences of edits, mishaps and restarts: the end depends only on the inputs at the end,
 * nothing of a user is touched, and then there is silence. {@code -Drandom.edits.sequences=10000}
 * plays more of them. A failing sequence is named by its seed; {@code -Drandom.edits.seed=N
 * -Drandom.edits.sequences=1} plays it alone.
 */
class RandomEditsTest {

    private static final long FIRST_SEED = Long.getLong("random.edits.seed", 20260101);
    private static final int SEQUENCES = Integer.getInteger("random.edits.sequences", 200);
    private static final int MOST_FAILURES = 5;

    private final List<ClosedLoop> beginnings =
            Clusters.PLATFORMS.stream().map(Clusters::bootstrapped).toList();

    @Test
    void theEndDependsOnlyOnTheInputs() {
        var failures =
                LongStream.range(FIRST_SEED, FIRST_SEED + SEQUENCES)
                        .parallel()
                        .mapToObj(this::failure)
                        .flatMap(Optional::stream)
                        .limit(MOST_FAILURES)
                        .toList();
        assertThat(failures).as("seeds from " + FIRST_SEED).isEmpty();
    }

    private Optional<String> failure(long seed) {
        var story = new Story(seed, beginnings);
        try {
            story.play();
            return Optional.empty();
        } catch (AssertionError | RuntimeException failure) {
            return Optional.of(
                    "seed %d: %s%n    %s%n"
                            .formatted(
                                    seed,
                                    failure,
                                    String.join(System.lineSeparator() + "    ", story.steps())));
        }
    }
}
