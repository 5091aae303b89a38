package org.registryfleet.scenarios.play;

import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.compare.ReachedStage;
import org.registryfleet.scenarios.compare.StageComparison;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.Settle;
import org.registryfleet.scenarios.target.ScenarioTarget;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plays a scenario from its given objects to its last stage and compares the marked stages. */
public final class ScenarioPlayer {

    private final PlaySettings settings;
    private final ComparisonRules rules;
    private final PlayListener listener;

    public ScenarioPlayer(PlaySettings settings, ComparisonRules rules, PlayListener listener) {
        this.settings = settings;
        this.rules = rules;
        this.listener = listener;
    }

    /** The outcome of every stage in order. The target stays open; its operator may be running. */
    public List<StageOutcome> play(GoldenScenario scenario, ScenarioTarget target) {
        var api = new TargetApiServer(target.cluster());
        var environment = scenario.scenario().environment();
        try (var mirror = new ClusterMirror(api);
                var actors = new Actors(environment.actors(), api, mirror)) {
            var settling = new Settling(settings, mirror, target, actors);
            var writes = new Writes(api, mirror);
            var steps = new StepPlayer(writes, target, actors, settling, settings);
            return new Play(scenario, target, mirror, settling, steps).all();
        }
    }

    /** One scenario on its way. */
    private final class Play {

        private final GoldenScenario golden;
        private final StageComparison comparison;
        private final ScenarioTarget target;
        private final ClusterMirror mirror;
        private final Settling settling;
        private final StepPlayer steps;
        private final List<StageOutcome> outcomes = new ArrayList<>();
        private final List<ReachedStage> reached = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        private Play(
                GoldenScenario golden,
                ScenarioTarget target,
                ClusterMirror mirror,
                Settling settling,
                StepPlayer steps) {
            this.golden = golden;
            this.comparison = new StageComparison(rules, golden.scenario().httpSecrets());
            this.target = target;
            this.mirror = mirror;
            this.settling = settling;
            this.steps = steps;
        }

        private List<StageOutcome> all() {
            var scenario = golden.scenario();
            var script = scenario.script();
            script.given().forEach(object -> steps.give(object).ifPresent(problems::add));
            if (!scenario.environment().operatorStartedByStep()) {
                target.startOperator();
            }
            var initial = script.initialExpect();
            if (initial != null) {
                listener.stageBegins(golden, golden.stage(initial));
            }
            settling.afterStep(Settle.USUAL, initial != null);
            if (initial != null) {
                reach(initial);
            }
            for (int i = 0; i < script.steps().size(); i++) {
                step(i);
            }
            return List.copyOf(outcomes);
        }

        private void step(int index) {
            var step = golden.scenario().script().steps().get(index);
            steps.play(step)
                    .ifPresent(problem -> problems.add("step " + (index + 1) + ", " + problem));
            var stage = step.expect();
            if (stage != null) {
                listener.stageBegins(golden, golden.stage(stage));
            }
            settling.afterStep(step.settle(), stage != null);
            if (stage != null) {
                reach(stage);
            }
        }

        private void reach(String name) {
            var expected = golden.stage(name);
            problems.addAll(
                    settling.awaitSame(
                            () ->
                                    comparison
                                            .compare(
                                                    new ReachedStage(expected, mirror.observed()),
                                                    reached)
                                            .stream()
                                            .map(Objects::toString)
                                            .toList()));
            reached.add(new ReachedStage(expected, mirror.observed()));
            outcomes.add(new StageOutcome(name, problems));
            problems.clear();
        }
    }
}
