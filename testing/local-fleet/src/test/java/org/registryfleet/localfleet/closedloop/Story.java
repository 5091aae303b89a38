package org.registryfleet.localfleet.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One random sequence of edits and mishaps, told step by step, and what must hold at its end. */
final class Story {

    private static final int MOST_EDITS = 9;
    private static final int MOST_STUMBLES = 30;

    private final Random random;
    private final ClosedLoop loop;
    private final RandomEdits edits;
    private final List<String> steps = new ArrayList<>();

    /** The beginnings are clusters at rest, in the order of their platforms. */
    Story(long seed, List<ClosedLoop> beginnings) {
        random = new Random(seed);
        int beginning = random.nextInt(beginnings.size());
        loop = beginnings.get(beginning).fork();
        edits = random.nextBoolean() ? RandomEdits.ANYTHING : RandomEdits.STORAGE;
        steps.add("a cluster on " + Clusters.PLATFORMS.get(beginning));
    }

    /** What has happened so far, a line each. */
    List<String> steps() {
        return steps;
    }

    void play() {
        var first = edits.first(new Deed(loop.api(), random));
        if (!first.isEmpty()) {
            steps.add(first);
            rest();
        }
        int count = 2 + random.nextInt(MOST_EDITS);
        for (int i = 0; i < count; i++) {
            steps.add(edits.next(new Deed(loop.api(), random)));
            goOn();
        }
        endsWell("the edits");
        dependsOnInputsOnly();
        steps.add(RandomEdits.repair(new Deed(loop.api(), random)));
        endsWell("the repair");
        if (!FinalState.isSettled(loop.api())) {
            throw new AssertionError("a sound Config does not lead to an end: " + conditions());
        }
        dependsOnInputsOnly();
    }

    private void goOn() {
        if (random.nextInt(100) < edits.restsAfter()) {
            rest();
            return;
        }
        int stumbles = Math.max(0, random.nextInt(-8, MOST_STUMBLES));
        for (int i = 0; i < stumbles; i++) {
            loop.stumble(random);
        }
        steps.add("... " + stumbles + " bits of work and mishaps");
    }

    private void rest() {
        Clusters.rest(loop, random);
        steps.add("... all come to rest");
    }

    private void endsWell(String what) {
        Clusters.rest(loop, random);
        steps.add("... rest after " + what);
        var trespasses = loop.api().rights().trespasses();
        if (!trespasses.isEmpty()) {
            throw new AssertionError("trespasses: " + trespasses);
        }
        staysSilent();
    }

    /** Everything is heard again by stages that have forgotten all; nobody writes. */
    private void staysSilent() {
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

    /**
     * A cluster that begins with the same inputs ends the same. What is refused leaves the operand
     * as it was before, so it is compared only where one of the two is at peace.
     */
    private void dependsOnInputsOnly() {
        var fresh = ClosedLoop.begin(FinalState.inputs(loop.api()));
        Clusters.rest(fresh, random);
        boolean isExpected = FinalState.isAtPeace(fresh.api()) && !missesClaim();
        if (!isExpected && !FinalState.isAtPeace(loop.api())) {
            return;
        }
        var differences =
                FinalState.differences(FinalState.of(loop.api()), FinalState.of(fresh.api()));
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    "the end depends on the way\n  " + String.join("\n  ", differences));
        }
    }

    /**
     * Our claim is made again by a registry that has no storage yet, not by one that has lost it or
     * that runs on another: whether its images may be given up is for a person to say.
     */
    private boolean missesClaim() {
        var config = loop.api().find(Deed.CONFIG).orElseThrow();
        var inForce = config.status().path("storage");
        var own = Deed.OWN_CLAIM.name();
        return loop.api().rights().hasUserDeletedClaim()
                || (config.spec().at("/storage/pvc/claim").asText().equals(own)
                        && !inForce.isEmpty()
                        && !inForce.at("/pvc/claim").asText().equals(own));
    }

    private String conditions() {
        return loop.api().find(Deed.CONFIG).orElseThrow().at("/status/conditions").toString();
    }
}
