package org.registryfleet.fleetpolicy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.policy.PolicyDocument;
import org.registryfleet.fleetpolicy.policy.RolloutSettings;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.StageCount;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whatever happens to policies and clusters, the limits hold, and a replay says the same. */
class RandomRolloutsTest {

    private static final int STORIES = 100;
    private static final int EVENTS = 40;

    static IntStream seeds() {
        return IntStream.range(0, STORIES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverExceedsItsLimitsAndReplays(int seed) {
        var random = new Random(seed);
        var story = new RolloutStory().fleet(5 + random.nextInt(20), random.nextInt(4)).run();

        for (int event = 0; event < EVENTS; event++) {
            var before = changing(story);
            happen(story, random);
            story.pass(Duration.ofSeconds(random.nextInt(600)));
            assertLimits(story, before);
        }

        story.assertReplays();
    }

    private static void happen(RolloutStory story, Random random) {
        var names = story.clusters.keySet().stream().toList();
        var name = names.get(random.nextInt(names.size()));
        var cluster = story.at(name);
        var policy = random.nextBoolean() ? "p" : "q";
        boolean exists = story.reports.containsKey(policy);
        switch (random.nextInt(14)) {
            case 0, 1 -> story.apply(policy(policy, random));
            case 2 -> cluster.reachable = !cluster.reachable;
            case 3 -> cluster.stuck = !cluster.stuck;
            case 4 -> cluster.breaks = !cluster.breaks;
            case 5 -> cluster.summary = random.nextBoolean() ? "Degraded" : "Available";
            case 6 -> cluster.held = !cluster.held;
            case 7 -> story.cluster("n" + random.nextInt(8), "env=edge");
            case 8 -> {
                if (names.size() > 2) {
                    story.leave(name);
                }
            }
            case 9 -> cluster.writable = !cluster.writable;
            case 10 -> {
                if (exists && random.nextInt(4) == 0) {
                    story.delete(policy);
                }
            }
            default -> {
                if (exists) {
                    var steps = Step.values();
                    story.step(policy, steps[random.nextInt(steps.length)], "prod");
                }
            }
        }
    }

    private static JsonNode policy(String name, Random random) {
        var stages =
                random.nextBoolean()
                        ? "'stages':[{'name':'canary','labelSelector':{'matchLabels':{'canary':'true'}},'maxConcurrency':1},{'name':'prod','maxConcurrency':'%d%%','approval':%s}],"
                                .formatted(1 + random.nextInt(60), random.nextBoolean())
                        : "";
        var rollout =
                "{%s'maxUnavailable':'%d%%','maxFailures':%d}"
                        .formatted(stages, 5 + random.nextInt(40), random.nextInt(3));
        return random.nextInt(6) == 0
                ? Policies.policy(name, "'config':{'replicas':1}")
                : Policies.enforce(name, 1 + random.nextInt(2) * random.nextInt(3), rollout);
    }

    private static Map<String, Integer> changing(RolloutStory story) {
        return story.reports.keySet().stream()
                .collect(
                        Collectors.toMap(
                                name -> name, name -> story.count(name, Progress.PROGRESSING)));
    }

    /** Limits that shrink stop nothing that is under way, but nothing is begun beyond them. */
    private static void assertLimits(RolloutStory story, Map<String, Integer> earlier) {
        for (var report : story.reports.values()) {
            var settings =
                    PolicyDocument.read(Policies.json(report.document())).enforcement().rollout();
            int changing = story.count(report.policy(), Progress.PROGRESSING);
            int before = earlier.getOrDefault(report.policy(), 0);
            int members = report.stages().stream().mapToInt(StageCount::size).sum();
            for (int index = 0; index < report.stages().size(); index++) {
                assertStage(settings, report.stages().get(index), index, before);
            }
            // a cluster that is out of order already may be changed beyond that
            long broken =
                    story.clusters.values().stream()
                            .filter(one -> one.target().isUnavailable())
                            .count();
            assertThat((long) changing)
                    .isLessThanOrEqualTo(
                            Math.max(before, broken + settings.maxUnavailable().upTo(members)));
        }
        story.clusters.forEach((_, cluster) -> assertOneWriterOfAField(cluster));
    }

    private static void assertStage(
            RolloutSettings settings, StageCount stage, int index, int before) {
        int now = stage.clusters().getOrDefault(Progress.PROGRESSING, 0);
        assertThat(now)
                .isLessThanOrEqualTo(
                        Math.max(
                                before,
                                settings.stages()
                                        .get(index)
                                        .maxConcurrency()
                                        .atMost(stage.size())));
    }

    /** Of one field at most one value is enforced, and none is while another is brought back. */
    private static void assertOneWriterOfAField(RolloutStory.Cluster cluster) {
        var written = new HashSet<Map.Entry<String, String>>();
        var fields = new HashSet<String>();
        for (var field : cluster.assigned) {
            if (field.source().mode() != Mode.INFORM) {
                fields.add(field.field().toString());
                written.add(Map.entry(field.field().toString(), text(field)));
            }
        }
        assertThat(written).hasSameSizeAs(fields);
    }

    private static String text(AssignedField field) {
        return field.source().mode() == Mode.RESTORE ? "before" : field.value().toString();
    }
}
