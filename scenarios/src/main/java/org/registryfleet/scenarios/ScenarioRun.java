package org.registryfleet.scenarios;

import org.registryfleet.scenarios.files.ProjectFiles;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.play.ScenarioPlayer;
import org.registryfleet.scenarios.play.StageOutcome;
import org.registryfleet.scenarios.report.ScenarioReport;
import org.registryfleet.scenarios.report.ScenarioResult;
import org.registryfleet.scenarios.report.ScenarioResult.Outcome;
import org.registryfleet.scenarios.scope.Scope;
import org.registryfleet.scenarios.selection.ScenarioSelection;
import org.registryfleet.scenarios.target.ScenarioTargets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A run: selects scenarios, plays each against its own target and reports. Mistakes in scenarios,
 * scope or overrides end a run before it begins with a FormatException.
 */
public final class ScenarioRun {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioRun.class);

    private final RunRequest request;
    private final ScenarioTargets targets;
    private final ScenarioPlayer player;

    public ScenarioRun(RunRequest request, ScenarioTargets targets, PlayListener listener) {
        this.request = request;
        this.targets = targets;
        this.player = new ScenarioPlayer(request.settings(), request.project().rules(), listener);
    }

    public ScenarioReport run() {
        var known = ScenarioSelection.read(request.folders());
        var scope = scope(known);
        var selected = withOverrides(known).stream().filter(this::isSelected).toList();
        try (var lanes =
                Executors.newFixedThreadPool(
                        request.parallelism(), Thread.ofVirtual().name("play-", 0).factory())) {
            var running = selected.stream().map(s -> lanes.submit(() -> play(s, scope))).toList();
            return new ScenarioReport(
                    running.stream().flatMap(future -> resultOf(future).stream()).toList());
        }
    }

    private boolean isSelected(GoldenScenario scenario) {
        return request.only() == null || request.only().matches(scenario.id());
    }

    private Scope scope(List<GoldenScenario> known) {
        if (request.project().scopeFile() == null) {
            return Scope.ALL;
        }
        var scope = ProjectFiles.scope(request.project().scopeFile());
        if (request.project().complete()) {
            scope.requireUse(known.stream().map(GoldenScenario::id).toList());
        }
        return scope;
    }

    private List<GoldenScenario> withOverrides(List<GoldenScenario> known) {
        var folder = request.project().overrides();
        return folder == null
                ? known
                : ProjectFiles.overrides(folder).apply(known, request.project().complete());
    }

    private List<ScenarioResult> play(GoldenScenario scenario, Scope scope) {
        var reason = scope.reasonAgainst(scenario.id());
        if (reason.isPresent()) {
            return List.of(
                    new ScenarioResult(
                            scenario.id(), null, Outcome.OUT_OF_SCOPE, List.of(reason.get())));
        }
        try (var target = targets.open(scenario.scenario())) {
            return player.play(scenario, target).stream().map(o -> result(scenario, o)).toList();
        } catch (RuntimeException broken) {
            LOG.error("scenario {} could not be played", scenario.id(), broken);
            return List.of(
                    new ScenarioResult(
                            scenario.id(), null, Outcome.FAILED, List.of(broken.toString())));
        }
    }

    private static ScenarioResult result(GoldenScenario scenario, StageOutcome stage) {
        return new ScenarioResult(
                scenario.id(),
                stage.stage(),
                stage.isPassed() ? Outcome.PASSED : Outcome.FAILED,
                stage.problems());
    }

    private static List<ScenarioResult> resultOf(Future<List<ScenarioResult>> future) {
        try {
            return future.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a run", stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
