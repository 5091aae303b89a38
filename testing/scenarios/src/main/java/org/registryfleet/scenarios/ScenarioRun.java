package org.registryfleet.scenarios;

import org.registryfleet.scenarios.files.ProjectFiles;
import org.registryfleet.scenarios.format.FormatException;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.play.ScenarioPlayer;
import org.registryfleet.scenarios.play.StageOutcome;
import org.registryfleet.scenarios.report.ScenarioReport;
import org.registryfleet.scenarios.report.ScenarioResult;
import org.registryfleet.scenarios.report.ScenarioResult.Outcome;
import org.registryfleet.scenarios.scope.ScenarioScope;
import org.registryfleet.scenarios.selection.ScenarioSelection;
import org.registryfleet.scenarios.target.ScenarioTargets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A run: selects scenarios, plays each against its own target and reports. Mistakes in scenarios,
 * scope or overrides end a run before it begins with a FormatException.
 */
public final class ScenarioRun {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioRun.class);

    private final RunRequest request;
    private final ScenarioTargets targets;
    private final PlayListener listener;
    private final ScenarioPlayer player;

    public ScenarioRun(RunRequest request, ScenarioTargets targets, PlayListener listener) {
        this.request = request;
        this.targets = targets;
        this.listener = listener;
        this.player = new ScenarioPlayer(request.settings(), request.project().rules(), listener);
    }

    public ScenarioReport run() {
        var known = ScenarioSelection.read(request.folders());
        var scope = scope(known);
        var selected = selected(withOverrides(known));
        var excluded = excluded(selected, scope);
        if (!excluded.isEmpty()) {
            listener.outOfScope(List.copyOf(excluded.values()));
        }
        try (var lanes =
                Executors.newFixedThreadPool(
                        request.parallelism(), Thread.ofVirtual().name("play-", 0).factory())) {
            var running =
                    selected.stream().map(s -> lanes.submit(() -> play(s, excluded))).toList();
            return new ScenarioReport(
                    running.stream().flatMap(future -> resultOf(future).stream()).toList());
        }
    }

    private List<GoldenScenario> selected(List<GoldenScenario> known) {
        var only = request.only();
        if (only == null) {
            return known;
        }
        var selected = known.stream().filter(scenario -> only.matches(scenario.id())).toList();
        if (selected.isEmpty()) {
            var ids = known.stream().map(GoldenScenario::id).collect(Collectors.joining(", "));
            throw new FormatException(only.text(), "", "matches no scenario; there are " + ids);
        }
        return selected;
    }

    private Map<String, ScenarioResult> excluded(
            List<GoldenScenario> selected, ScenarioScope scope) {
        var excluded = new LinkedHashMap<String, ScenarioResult>();
        for (var scenario : selected) {
            var id = scenario.id();
            scope.reasonAgainst(id)
                    .or(() -> targets.reasonAgainst(scenario.scenario()))
                    .map(why -> new ScenarioResult(id, null, Outcome.OUT_OF_SCOPE, List.of(why)))
                    .ifPresent(result -> excluded.put(id, result));
        }
        return excluded;
    }

    private ScenarioScope scope(List<GoldenScenario> known) {
        if (request.project().scopeFile() == null) {
            return ScenarioScope.ALL;
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

    private List<ScenarioResult> play(
            GoldenScenario scenario, Map<String, ScenarioResult> excluded) {
        var result = excluded.get(scenario.id());
        if (result != null) {
            return List.of(result);
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
