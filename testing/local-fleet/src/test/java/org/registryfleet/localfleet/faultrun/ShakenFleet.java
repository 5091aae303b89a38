package org.registryfleet.localfleet.faultrun;

import org.registryfleet.localfleet.closedloop.ClosedLoop;
import org.registryfleet.localfleet.closedloop.Clusters;
import org.registryfleet.localfleet.closedloop.Kubelet;
import org.registryfleet.localfleet.closedloop.SmallCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some clusters, the four stages and their executors on one log, with one time for all. */
final class ShakenFleet {

    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(4);
    private static final int MOST_TURNS = 300;

    /** No step takes less time, so that a replay knows their order. */
    private static final Duration TICK = Duration.ofMillis(1);

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryLog log = new MemoryLog();
    private final Mishaps mishaps;
    private final Map<String, SmallCluster> clusters = new TreeMap<>();
    private final List<ClusterFeed> feeds = new ArrayList<>();
    private final List<StageProcess> stages = new ArrayList<>();
    private final List<UncertainExecutor> executors = new ArrayList<>();
    private final RuleFaults ruleFaults;
    private Instant now = BEGINNING;

    ShakenFleet(List<String> platforms, Mishaps mishaps) {
        this.mishaps = mishaps;
        this.ruleFaults = new RuleFaults(mishaps);
        for (var platform : platforms) {
            var cluster = "c" + clusters.size() + "-" + platform.toLowerCase(java.util.Locale.ROOT);
            var api = Clusters.installed(platform);
            clusters.put(cluster, api);
            feeds.add(new ClusterFeed(cluster, api, log, this::now));
        }
        for (var definition : ClosedLoop.definitions()) {
            var shaken = ruleFaults.in(definition);
            stages.add(new StageProcess(shaken, log, mishaps, this::now));
            var actions = definition.actionsTopic();
            var outcomes = definition.outcomesTopic();
            if (actions != null && outcomes != null) {
                executors.add(
                        new UncertainExecutor(
                                actions, outcomes, clusters, log, mishaps, this::now));
            }
        }
        feeds.forEach(ClusterFeed::begin);
    }

    Instant now() {
        return now;
    }

    MemoryLog log() {
        return log;
    }

    Map<String, SmallCluster> clusters() {
        return clusters;
    }

    List<ClusterFeed> feeds() {
        return feeds;
    }

    List<StageProcess> stages() {
        return stages;
    }

    List<UncertainExecutor> executors() {
        return executors;
    }

    RuleFaults ruleFaults() {
        return ruleFaults;
    }

    /** Work in any order with every mishap, for at most so many turns. */
    void shake(int mostTurns) {
        mishaps.storm();
        int turns = mishaps.below(mostTurns);
        for (int turn = 0; turn < turns; turn++) {
            int die = mishaps.below(1_000);
            if (die < 600) {
                mishaps.one(stages).takeNext();
            } else if (die < 850) {
                mishaps.one(executors).work();
            } else if (die < 900) {
                mishaps.one(stages).commit();
            } else if (die < 940) {
                pass(Duration.ofMillis(mishaps.below(30_000)));
            } else {
                clusters.values().forEach(Kubelet::work);
            }
            strike();
            pass(TICK);
        }
        mishaps.calm();
        ruleFaults.heal();
    }

    private void strike() {
        if (mishaps.strikes(FaultKind.KILLS, 6)) {
            mishaps.one(stages).kill();
        }
        if (mishaps.strikes(FaultKind.RULES, 3)) {
            ruleFaults.damage(mishaps.one(List.copyOf(clusters.keySet())));
        }
        if (mishaps.strikes(FaultKind.WATCHES, 12)) {
            strikeWatch();
        }
    }

    private void strikeWatch() {
        var feed = mishaps.one(feeds);
        switch (mishaps.below(5)) {
            case 0 -> feed.list();
            case 1 -> {
                feed.list();
                feed.speakFromThePast();
            }
            case 2 -> feed.loseAndRegainContact();
            case 3 -> feed.repeatItself();
            default -> feed.talkNonsense();
        }
    }

    /** Everybody works, the kubelets too, until nothing happens any more. */
    void rest() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            stages.forEach(StageProcess::commit);
            work();
            long size = log.size();
            clusters.values().forEach(Kubelet::work);
            if (log.size() == size && sleep()) {
                clusters.values().forEach(api -> api.rights().allIsKnown());
                stages.forEach(StageProcess::commit);
                return;
            }
        }
        throw new AssertionError("does not come to rest; last written: " + log.newest(12));
    }

    /** All processes end and come again. */
    void restart() {
        stages.forEach(StageProcess::kill);
    }

    /** Lets time pass until something happens; whether nothing did for a long time. */
    private boolean sleep() {
        long size = log.size();
        for (var nap = Duration.ofMillis(50);
                nap.compareTo(LONGEST_SLEEP) < 0;
                nap = nap.multipliedBy(2)) {
            pass(nap);
            if (log.size() != size) {
                return false;
            }
        }
        return true;
    }

    private void work() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            boolean idle = true;
            for (var stage : stages) {
                while (stage.hasBacklog()) {
                    stage.takeNext();
                    pass(TICK);
                    idle = false;
                }
            }
            for (var executor : executors) {
                while (executor.hasBacklog()) {
                    executor.work();
                    idle = false;
                }
            }
            if (idle) {
                return;
            }
        }
        throw new AssertionError("works for ever; last written: " + log.newest(12));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        stages.forEach(stage -> stage.ring(time));
    }
}
