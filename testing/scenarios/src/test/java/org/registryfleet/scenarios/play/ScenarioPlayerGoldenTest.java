package org.registryfleet.scenarios.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.Golden;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.simulated.SimulatedFleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

class ScenarioPlayerGoldenTest {

    private static final int LANES = 8;

    @Test
    void everyScenarioPassesWithAnOperatorThatDoesWhatIsExpected() throws Exception {
        var settings = PlaySettings.USUAL.withQuiet(Duration.ofMillis(40), Duration.ofSeconds(5));
        var deployment =
                Golden.scenario("130").stage("expected-1").objects().get(Golden.deployment());
        try (var fleet = SimulatedFleet.start()) {
            Function<GoldenScenario, Stream<String>> play =
                    golden -> {
                        try (var puppet = new Puppet(fleet, golden, deployment)) {
                            return new ScenarioPlayer(settings, ComparisonRules.USUAL, puppet)
                                    .play(golden, puppet).stream()
                                            .flatMap(s -> problems(golden, s));
                        }
                    };

            assertThat(forAll(Golden.scenarios(), play)).isEmpty();
        }
    }

    @Test
    void givesEveryEnvironmentAndFailsEveryStageWithoutAnOperator() throws Exception {
        var settings = PlaySettings.USUAL.withQuiet(Duration.ofMillis(5), Duration.ofMillis(10));
        try (var fleet = SimulatedFleet.start()) {
            Function<GoldenScenario, Stream<String>> play =
                    golden -> {
                        try (var idle = new IdleTarget(fleet, golden.id())) {
                            var stages =
                                    new ScenarioPlayer(
                                                    settings,
                                                    ComparisonRules.USUAL,
                                                    PlayListener.NONE)
                                            .play(golden, idle);
                            assertThat(stages).noneMatch(StageOutcome::isPassed);
                            return stages.stream()
                                    .flatMap(s -> problems(golden, s))
                                    .filter(p -> p.contains(": given "));
                        }
                    };

            assertThat(forAll(Golden.scenarios(), play)).isEmpty();
        }
    }

    private static Stream<String> problems(GoldenScenario golden, StageOutcome stage) {
        return stage.problems().stream().map(p -> golden.id() + " " + stage.stage() + ": " + p);
    }

    private static List<String> forAll(
            List<GoldenScenario> scenarios, Function<GoldenScenario, Stream<String>> play)
            throws Exception {
        try (var lanes = Executors.newFixedThreadPool(LANES)) {
            List<Callable<List<String>>> tasks =
                    scenarios.stream()
                            .map(s -> (Callable<List<String>>) () -> play.apply(s).toList())
                            .toList();
            var problems = Stream.<String>builder();
            for (var result : lanes.invokeAll(tasks)) {
                result.get().forEach(problems);
            }
            return problems.build().toList();
        }
    }
}
