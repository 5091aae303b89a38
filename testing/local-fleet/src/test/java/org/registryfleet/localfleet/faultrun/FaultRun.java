package org.registryfleet.localfleet.faultrun;

import org.registryfleet.localfleet.closedloop.Clusters;
import org.registryfleet.localfleet.closedloop.Deed;
import org.registryfleet.localfleet.closedloop.RandomEdits;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A story of some clusters, told without faults or with those of a seed. */
final class FaultRun {

    private static final int MOST_EDITS = 3;
    private static final int MOST_TURNS = 700;

    private final Random story;
    private final ShakenFleet fleet;
    private final List<Map<String, Ending>> endings = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final boolean faults;

    private FaultRun(long script, Mishaps mishaps, boolean faults) {
        this.story = new Random(script);
        this.faults = faults;
        var platforms = new ArrayList<String>();
        for (int i = 2 + story.nextInt(2); i > 0; i--) {
            platforms.add(Clusters.PLATFORMS.get(story.nextInt(Clusters.PLATFORMS.size())));
        }
        fleet = new ShakenFleet(platforms, mishaps);
    }

    /** The endings of the story without faults: after the bootstrap, and after each edit. */
    static List<Map<String, Ending>> undisturbed(long script) {
        var run = new FaultRun(script, Mishaps.none(), false);
        run.play(List.of());
        return run.endings;
    }

    /**
     * Tells it with faults.
     *
     * @param replayed whether its log is replayed as well
     * @throws AssertionError when something is not as without
     */
    static void shaken(
            long script,
            long seed,
            Set<FaultKind> kinds,
            List<Map<String, Ending>> expected,
            boolean replayed) {
        var run = new FaultRun(script, new Mishaps(seed, kinds), true);
        try {
            run.play(expected);
            if (replayed) {
                run.replaysAsDecided();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "script %d, seed %d: %s%n    %s"
                            .formatted(script, seed, failure, String.join("\n    ", run.told())),
                    failure);
        }
    }

    private void play(List<Map<String, Ending>> expected) {
        steps.add("the clusters " + fleet.clusters().keySet());
        phase(expected);
        for (int edit = 1 + story.nextInt(MOST_EDITS); edit > 0; edit--) {
            var clusters = List.copyOf(fleet.clusters().keySet());
            var cluster = clusters.get(story.nextInt(clusters.size()));
            var edits = RandomEdits.values()[story.nextInt(RandomEdits.values().length)];
            var deed = new Deed(fleet.clusters().get(cluster), story);
            steps.add(cluster + ": " + edits.next(deed));
            phase(expected);
        }
        staysSilent();
    }

    private void phase(List<Map<String, Ending>> expected) {
        if (faults) {
            fleet.shake(MOST_TURNS);
        }
        fleet.rest();
        var found = new TreeMap<String, Ending>();
        fleet.clusters().forEach((id, api) -> found.put(id, Ending.of(id, api, fleet)));
        endings.add(found);
        steps.add("... rest");
        soundness();
        if (!expected.isEmpty()) {
            compare(found, expected.get(endings.size() - 1));
        }
    }

    private void soundness() {
        var wrongs = new ArrayList<String>();
        fleet.clusters()
                .forEach((id, api) -> api.rights().trespasses().forEach(t -> wrongs.add(id + t)));
        fleet.executors()
                .forEach(e -> e.duplicates().forEach(id -> wrongs.add("effect twice: " + id)));
        fleet.stages()
                .forEach(
                        stage ->
                                stage.unexplained()
                                        .forEach(
                                                end ->
                                                        wrongs.add(
                                                                stage.name()
                                                                        + " ended without reason: "
                                                                        + Causes.of(end))));
        wrongs.addAll(DeadLetterCheck.unexplained(fleet.log()));
        if (!wrongs.isEmpty()) {
            throw new AssertionError(String.join("\n  ", wrongs));
        }
    }

    private void compare(Map<String, Ending> found, Map<String, Ending> expected) {
        var differences = new ArrayList<String>();
        found.forEach(
                (id, ending) ->
                        ending.differences(expected.get(id))
                                .forEach(line -> differences.add(id + " " + line)));
        if (!differences.isEmpty()) {
            throw new AssertionError("ends otherwise\n  " + String.join("\n  ", differences));
        }
    }

    /** The stages begin anew and have nothing to write. */
    private void staysSilent() {
        var before = new TreeMap<String, Long>();
        fleet.clusters().forEach((id, api) -> before.put(id, api.version()));
        fleet.restart();
        fleet.rest();
        fleet.clusters()
                .forEach(
                        (id, api) -> {
                            if (api.version() != before.get(id)) {
                                throw new AssertionError("writes after rest in " + id);
                            }
                        });
    }

    /**
     * The log decides everything again as the stages did, but where a rule had a bug, and where a
     * write was lost from the middle of a changelog: there a stage stands behind none of its steps
     * until the records come again.
     */
    private void replaysAsDecided() {
        var sound = new TreeSet<>(fleet.clusters().keySet());
        sound.removeAll(fleet.ruleFaults().damaged());
        var whole =
                fleet.stages().stream()
                        .filter(stage -> !stage.hasLostWrites())
                        .map(StageProcess::name)
                        .collect(Collectors.toSet());
        if (sound.isEmpty() || whole.isEmpty()) {
            return;
        }
        var request = new ReplayRequest(whole, sound, Instant.MIN, Instant.MAX, 1);
        var log = new MemoryEventLog(fleet.log());
        var report = new FleetReplay(log, Events.singleObject()).run(request, _ -> {});
        if (!report.isClean()) {
            throw new AssertionError(
                    "replays otherwise: %s %s%n  %s"
                            .formatted(report.tallies(), report.reasons(), report.divergences()));
        }
    }

    private List<String> told() {
        var told = new ArrayList<>(steps);
        fleet.stages().forEach(s -> s.ends().forEach(end -> told.add(s.name() + " ended: " + end)));
        fleet.executors().forEach(e -> told.addAll(e.injected()));
        for (var topic : Topics.events()) {
            var letters = fleet.log().end(topic.deadLetter().name());
            if (letters > 0) {
                told.add(letters + " dead letters of " + topic.name());
            }
        }
        told.add("rules threw " + fleet.ruleFaults().thrown() + " times");
        return told;
    }
}
