package org.registryfleet.localfleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.files.ScenarioFiles;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.play.PlaySettings;
import org.registryfleet.scenarios.play.ScenarioPlayer;
import org.registryfleet.scenarios.play.StageOutcome;
import org.registryfleet.scenarios.target.ScenarioTarget;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Architecture, rule 7: where nothing changes nothing is written, to no cluster and to no topic.
 */
class QuiescenceIT {

    private static final Path KNOWLEDGE = Path.of("scenarios");
    private static final List<String> SCENARIOS =
            List.of(
                    "801-bare-metal",
                    "802-vsphere-claim",
                    "805-default-route",
                    "807-own-claim-outlives-removed",
                    "814-plain-kubernetes");
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final int SLICES = 12;

    @Test
    void writesNothingForAMinuteOnceTheClustersHaveConverged() {
        try (var lab = ScenarioLab.open(null, KNOWLEDGE, StoryBroker::start)) {
            var clusters = new LinkedHashMap<String, ScenarioTarget>();
            try {
                SCENARIOS.forEach(id -> clusters.put(id, played(lab, id)));
                clusters.forEach((id, cluster) -> new Quiet(id, cluster::activity).await());
                var before = markers(clusters);

                letAMinutePass(clusters);

                assertThat(markers(clusters)).isEqualTo(before);
                assertThat(clusters.values()).noneMatch(cluster -> cluster.activity().busy());
            } finally {
                clusters.values().forEach(ScenarioTarget::close);
            }
        }
    }

    /** A cluster in which the scenario has come to its end; its operator goes on. */
    private static ScenarioTarget played(ScenarioLab lab, String id) {
        var scenario = ScenarioFiles.read(KNOWLEDGE.resolve("own").resolve(id));
        var target = lab.targets().open(scenario.scenario());
        var player =
                new ScenarioPlayer(PlaySettings.USUAL, ComparisonRules.USUAL, PlayListener.NONE);
        assertThat(player.play(scenario, target)).isNotEmpty().allMatch(StageOutcome::isPassed);
        return target;
    }

    /** A slice at a time, each with some real time in which an alarm could ring. */
    private static void letAMinutePass(Map<String, ScenarioTarget> clusters) {
        var slices = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(250))
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            clusters.values().forEach(cluster -> cluster.advance(SLICE));
                            return slices.incrementAndGet() > SLICES;
                        });
    }

    /** Grows with each record of the cluster and with each change in it. */
    private static Map<String, Long> markers(Map<String, ScenarioTarget> clusters) {
        var markers = new LinkedHashMap<String, Long>();
        clusters.forEach((id, cluster) -> markers.put(id, cluster.activity().marker()));
        return markers;
    }
}
