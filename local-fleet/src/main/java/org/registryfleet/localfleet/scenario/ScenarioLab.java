package org.registryfleet.localfleet.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.DigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Registrations;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.scenarios.RunRequest;
import org.registryfleet.scenarios.ScenarioRun;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.play.PlaySettings;
import org.registryfleet.scenarios.report.ScenarioReport;
import org.registryfleet.simulated.SimulatedFleet;

/** A whole control plane with an empty fleet, in which scenarios are played side by side. */
public final class ScenarioLab implements AutoCloseable {

    private final Workspace workspace;
    private final Path knowledge;
    private final LocalKafka kafka;
    private final SimulatedFleet fleet;
    private final Pipeline pipeline;
    private final LogTail log;
    private final Registrations registrations;
    private final PipelineTargets targets;

    private ScenarioLab(Workspace workspace, Path knowledge) {
        this.workspace = workspace;
        this.knowledge = knowledge;
        kafka = LocalKafka.start(workspace.folder("kafka"));
        fleet = SimulatedFleet.start();
        var clock = new ScenarioClock();
        var kubeconfigs = workspace.folder("clusters");
        pipeline =
                Pipeline.start(
                        new PipelineSettings(
                                kafka.bootstrapServers(),
                                kubeconfigs,
                                workspace.folder("state"),
                                clock,
                                DigestKey.in(workspace.root()),
                                0,
                                Map.of()));
        log = LogTail.start(kafka.bootstrapServers());
        registrations = new Registrations(kafka.bootstrapServers());
        targets = new PipelineTargets(fleet, kubeconfigs, registrations, log, clock);
    }

    /**
     * Starts everything.
     *
     * @param folder keeps the log; without one it is thrown away at the end
     * @param knowledge folder with what the project says about scenarios: scope.yaml, overrides/
     */
    public static ScenarioLab open(@Nullable Path folder, Path knowledge) {
        return new ScenarioLab(
                folder == null ? Workspace.temporary() : Workspace.kept(folder), knowledge);
    }

    /**
     * Plays the scenarios of the folders.
     *
     * @param isComplete the folders hold all scenarios, so that an override without use is an error
     */
    public ScenarioReport run(
            List<Path> folders, @Nullable NamePattern only, int parallelism, boolean isComplete) {
        var settings = PlaySettings.USUAL;
        var request = new RunRequest(folders, project(isComplete), only, parallelism, settings);
        return new ScenarioRun(request, targets, PlayListener.NONE).run();
    }

    @Override
    public void close() {
        registrations.close();
        log.close();
        pipeline.close();
        fleet.close();
        kafka.close();
        workspace.close();
    }

    private RunRequest.Project project(boolean isComplete) {
        var scope = knowledge.resolve("scope.yaml");
        var overrides = knowledge.resolve("overrides");
        return new RunRequest.Project(
                Files.exists(scope) ? scope : null,
                Files.exists(overrides) ? overrides : null,
                isComplete,
                ComparisonRules.USUAL);
    }
}
