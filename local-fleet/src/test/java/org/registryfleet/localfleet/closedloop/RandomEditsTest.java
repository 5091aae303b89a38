package org.registryfleet.localfleet.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs when {@code -Drandom.edits.sequences=10000} asks for it: what it finds is being worked on.
 * Random sequences of edits, mishaps and restarts: the end depends only on the inputs at the end,
 * nothing of a user is deleted, and then there is silence. A failing sequence is named by its seed;
 * {@code -Drandom.edits.seed=N -Drandom.edits.sequences=1} plays it alone.
 */
@EnabledIfSystemProperty(named = "random.edits.sequences", matches = "[0-9]+")
class RandomEditsTest {

    private static final long FIRST_SEED = Long.getLong("random.edits.seed", 20260101);
    private static final int SEQUENCES = Integer.getInteger("random.edits.sequences", 10_000);
    private static final int MOST_FAILURES = 5;

    private final RandomEdits edits = new RandomEdits();
    private final List<ClosedLoop> beginnings =
            List.of("VSphere", "BareMetal", "None", "Libvirt", "OpenStack", "AWS", "FutureCloud")
                    .stream()
                    .map(Clusters::bootstrapped)
                    .toList();

    @Test
    void theEndDependsOnlyOnTheInputs() {
        var failures = new ArrayList<String>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
            try {
                play(seed);
            } catch (AssertionError | RuntimeException failure) {
                failures.add("seed " + seed + ": " + failure);
                if (failures.size() == MOST_FAILURES) {
                    break;
                }
            }
        }
        assertThat(failures).as("seeds from " + FIRST_SEED).isEmpty();
    }

    private void play(long seed) {
        var random = new Random(seed);
        var loop = beginnings.get(random.nextInt(beginnings.size())).fork();
        int steps = 2 + random.nextInt(7);
        for (int i = 0; i < steps; i++) {
            edits.edit(loop.api(), random);
            int stumbles = random.nextInt(30);
            for (int j = 0; j < stumbles; j++) {
                loop.stumble(random);
            }
        }
        Clusters.rest(loop, random);
        assertThat(loop.api().violations()).isEmpty();
        staysSilent(loop, random);
        edits.repair(loop.api(), random);
        Clusters.rest(loop, random);
        assertThat(loop.api().violations()).isEmpty();
        var fresh = ClosedLoop.begin(FinalState.inputs(loop.api()));
        Clusters.rest(fresh, random);
        var differences =
                FinalState.differences(FinalState.of(loop.api()), FinalState.of(fresh.api()));
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    "the end depends on the way\n  " + String.join("\n  ", differences));
        }
    }

    /** Everything is heard again by stages that have forgotten all; nobody writes. */
    private static void staysSilent(ClosedLoop loop, Random random) {
        int before = loop.api().writes().size();
        for (int i = 0; i < loop.workers(); i++) {
            loop.worker(i).restart(loop.api(), random.nextBoolean(), loop.results());
        }
        loop.settle(random);
        var writes = loop.api().writes();
        if (writes.size() > before) {
            throw new AssertionError(
                    "writes after quiescence: " + writes.subList(before, writes.size()));
        }
    }
}
